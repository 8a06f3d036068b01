# File, Path, IO, StringIO, System: reading and writing, devices, globs, permissions in results, errors, streams of lines.
import Show, only: [result: 2]

result("write read", fn -> [File.write("a.txt", "héllo\nworld"), File.read("a.txt"), File.read!("a.txt"), File.write("a.txt", ["x", ?y], [:append]), File.read("a.txt"), File.stat!("a.txt").size] end)
result("missing", fn -> [File.read("nope"), File.stat("nope"), File.rm("nope"), File.ls("nope"), File.cp("nope", "b"), File.rename("nope", "b"), File.open("nope"), File.rmdir("nope"), File.mkdir("no/deep")] end)
for {n, f} <- [read: fn -> File.read!("nope") end, rm: fn -> File.rm!("nope") end, ls: fn -> File.ls!("nope") end, mkdir: fn -> File.mkdir!("no/deep") end, stat: fn -> File.stat!("nope") end, open: fn -> File.open!("nope") end, cp: fn -> File.cp!("nope", "x") end, stream: fn -> File.stream!("nope") |> Enum.to_list() end, cd: fn -> File.cd!("nope") end, rename: fn -> File.rename!("nope", "x") end], do: result("#{n}!", f)
result("directories", fn -> [File.mkdir("d"), File.mkdir("d"), File.mkdir_p("d/e/f"), File.touch("d/e/t"), File.ls!("d/e") |> Enum.sort(), File.dir?("d"), File.regular?("d/e/t"), File.exists?("d/zz"), File.rmdir("d"), File.rm_rf("d/e") |> elem(1) |> Enum.sort(), File.rm_rf("zz"), File.rm_rf!("d")] end)
result("copies", fn -> File.mkdir_p!("src/sub"); File.write!("src/1", "one"); File.write!("src/sub/2", "two"); [File.cp_r!("src", "dst") |> Enum.sort(), File.read!("dst/sub/2"), File.cp("src/1", "dst/copy"), File.copy("src/1", "dst/c2"), File.copy("src/1", "dst/c3", 2), File.read!("dst/c3"), File.rename("dst/c3", "dst/c4"), File.exists?("dst/c3")] end)
result("cp conflicts", fn -> [File.cp("src/1", "dst/sub/2", fn _, _ -> false end), File.read!("dst/sub/2"), File.cp("src", "x")] end)
result("links", fn -> [File.ln_s("src/1", "link"), File.read_link("link"), File.read("link"), File.lstat!("link").type, File.stat!("link").type, File.ln("src/1", "hard"), File.stat!("hard").links, File.read_link("src/1"), File.rm("link")] end)
result("modes", fn -> File.chmod!("hard", 0o600); [File.stat!("hard").mode |> Integer.to_string(8), File.stat!("hard").access, File.touch!("hard", {{2020, 1, 2}, {3, 4, 5}}), File.stat!("hard").mtime, File.stat!("hard", time: :posix).mtime] end)
result("open modes", fn ->
  {:ok, f} = File.open("o.txt", [:write, :utf8])
  w = [IO.write(f, "é1\n"), IO.puts(f, "line"), IO.puts(f, ["io", ?d]), File.close(f)]
  {:ok, f} = File.open("o.txt", [:read, :utf8])
  r = [IO.gets(f, ""), IO.read(f, 2), IO.read(f, :line), IO.read(f, :eof), IO.read(f, :line), File.close(f), File.close(f)]
  [w, r]
end)
result("open with function", fn -> [File.open("o.txt", [:read], &IO.read(&1, :line)), File.open!("o.txt", [:read, :charlist], &IO.read(&1, 3))] end)
result("binary io", fn -> File.open!("b.bin", [:write, :read, :binary], fn f -> IO.binwrite(f, <<0, 255, 10, 200>>); :file.position(f, 0); [IO.binread(f, 2), IO.binread(f, :line), IO.binread(f, 5), IO.binread(f, 5)] end) end)
result("exclusive", fn -> [File.open("o.txt", [:write, :exclusive]), elem(File.open("new.txt", [:exclusive]), 0), File.write("o.txt", "x", [:exclusive])] end)
result("closed device", fn -> {:ok, f} = File.open("o.txt"); File.close(f); IO.read(f, 1) end)
result("write to a read device", fn -> f = File.open!("o.txt"); IO.write(f, "x") end)
result("streams", fn -> File.write!("s.txt", "a\r\nb\nc"); [File.stream!("s.txt") |> Enum.to_list(), File.stream!("s.txt", [:trim_bom], 2) |> Enum.to_list(), File.stream!("s.txt") |> Enum.count(), File.stream!("s.txt") |> Stream.map(&String.upcase/1) |> Enum.into(File.stream!("t.txt")) |> then(fn s -> s.path end), File.read!("t.txt")] end)
result("bom", fn -> File.write!("bom.txt", "\uFEFFtext"); [File.stream!("bom.txt", [:trim_bom, encoding: :utf8]) |> Enum.to_list(), byte_size(File.read!("bom.txt"))] end)
result("cwd", fn -> c = File.cwd!(); File.cd!("src", fn -> [File.cwd!() == Path.join(c, "src"), File.ls!() |> Enum.sort()] end) end)

result("path parts", fn -> [Path.basename("/a/b.ex"), Path.basename("/a/b.ex", ".ex"), Path.dirname("/a/b"), Path.extname("a.b.c"), Path.rootname("a/b.c"), Path.rootname("a.b", ".c"), Path.split("/a//b/"), Path.type("/a"), Path.type("a"), Path.extname(".git")] end)
result("path joins", fn -> [Path.join("a", "b"), Path.join(["/", "a", "/b"]), Path.join("a/", "./b"), Path.expand("/a/../b/./c"), Path.expand("x", "/y"), Path.expand("~/q") |> String.ends_with?("/q"), Path.absname("z", "/w"), Path.relative("/a/b"), Path.relative_to("/a/b/c", "/a"), Path.relative_to("/x", "/a"), Path.relative_to_cwd(File.cwd!() <> "/k")] end)
result("wildcard", fn -> File.write!("src/.hidden", ""); [Path.wildcard("src/*") |> Enum.sort(), Path.wildcard("src/**/[0-9]") |> Enum.sort(), Path.wildcard("{src,dst}/1") |> Enum.sort(), Path.wildcard("src/*", match_dot: true) |> Enum.sort(), Path.wildcard("none*")] end)
result("safe relative", fn -> [Path.safe_relative_to("../a", "/x"), Path.safe_relative_to("a/../b", "/x"), Path.safe_relative("a/../../b"), Path.safe_relative("/abs")] end)
result("chardata paths", fn -> [Path.join('a', "b"), Path.basename('x/y'), File.read('a.txt') |> elem(0)] end)
result("null byte", fn -> File.read("a\0b") end)

result("string io", fn ->
  {:ok, d} = StringIO.open("one\ntwo\nthree")
  r = [IO.read(d, :line), IO.gets(d, "prompt> "), IO.read(d, 2), IO.read(d, :all), IO.read(d, :line), IO.write(d, "out"), IO.puts(d, :put), StringIO.contents(d), StringIO.flush(d), StringIO.contents(d), StringIO.close(d)]
  r
end)
result("string io prompt", fn -> {:ok, d} = StringIO.open("a\n", capture_prompt: true); [IO.gets(d, "> "), IO.gets(d, ">> "), StringIO.contents(d)] end)
result("string io function", fn -> StringIO.open("in", fn d -> IO.read(d, :all) <> "!" end) end)
result("string io closed", fn -> {:ok, d} = StringIO.open("x"); StringIO.close(d); try do IO.read(d, 1) rescue e -> e.__struct__ end end)
result("string io unicode", fn -> {:ok, d} = StringIO.open("日本\n語"); [IO.read(d, 1), IO.getn(d, "", 2), IO.read(d, :line)] end)
result("string io bytes", fn -> {:ok, d} = StringIO.open(<<255, 10, 1>>, encoding: :latin1); [IO.binread(d, :line), IO.binread(d, 1)] end)
result("inspect to a device", fn -> {:ok, d} = StringIO.open(""); x = IO.inspect(d, %{a: [1]}, label: "lbl"); {x, StringIO.contents(d)} end)
result("group leader", fn -> {:ok, d} = StringIO.open("typed\n"); me = self(); spawn(fn -> Process.group_leader(self(), d); IO.puts("hidden"); l = IO.gets("?"); send(me, {:line, l, StringIO.contents(d)}) end); receive do {:line, l, c} -> {l, c} end end)
result("capture", fn -> import ExUnit.CaptureIO; Application.ensure_all_started(:ex_unit); [capture_io(fn -> IO.puts("c"); IO.write([?d, "é"]) end), capture_io("input", fn -> IO.write(IO.gets("p ")) end), with_io(fn -> IO.puts("w"); 5 end)] end)
IO.puts("direct output: é ✓ #{inspect("é")}")
IO.write(["io", ["da", ?t], "a\n"])
IO.inspect({:labelled, [1, 2]}, label: "label", width: 5)
result("stream of stdio like device", fn -> {:ok, d} = StringIO.open("a\nb\nc"); IO.stream(d, :line) |> Enum.map(&String.trim/1) end)
result("ansi", fn -> [IO.ANSI.format([:red, "x", :reset], true) |> IO.iodata_to_binary(), IO.ANSI.format(["a", :bright, "b"], false) |> IO.iodata_to_binary(), IO.ANSI.enabled?(), IO.ANSI.color(1, 2, 3), IO.ANSI.cursor(2, 3)] end)
result("env", fn -> System.put_env("FILES_AND_IO", "v"); [System.get_env("FILES_AND_IO"), System.fetch_env("FILES_AND_IO_NOT"), System.get_env("FILES_AND_IO_NOT", "d"), System.delete_env("FILES_AND_IO"), System.get_env("FILES_AND_IO"), System.put_env(%{"FILES_A" => "1"}), System.get_env("FILES_A")] end)
result("system", fn -> [System.version(), System.otp_release(), System.endianness(), is_binary(System.tmp_dir!()), System.build_info().version, is_integer(System.pid() |> String.to_integer()), System.argv() |> is_list(), System.compiled_endianness()] end)
result("cmd", fn -> [System.cmd("echo", ["hé", "b"]), System.cmd("sh", ["-c", "echo err >&2; exit 3"], stderr_to_stdout: true), System.cmd("sh", ["-c", "echo $X $PWD"], env: [{"X", "1"}], cd: "/"), System.shell("echo a | tr a b"), System.cmd("cat", ["s.txt"], into: [])] end)
result("cmd missing", fn -> System.cmd("no-such-program-anywhere", []) end)
result("find_executable", fn -> [System.find_executable("sh") |> is_binary(), System.find_executable("no-such-program-anywhere")] end)
