import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/setup.ts",
    pool: "forks",
    // Boots of a node take most of a core: two at a time keep the timings of the tests honest.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Programs that end in a crash, of erl and of ours, leave no dump in the folder that the tests run in.
    env: { ERL_CRASH_DUMP_SECONDS: "0" },
  },
});
