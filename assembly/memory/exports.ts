/** What core.wasm exports of atoms and memory. */
export {
  atomFromUtf8, atomFromLatin1, atomExisting, atomText, atomBytes, atomChars, atomCount, atomLimit, setAtomLimit, compareAtoms,
} from "../term/atom";
export { initHeap, freeHeap } from "./heap";
export { collect, collectSwappedOut, collectionCount, needsCollection, requestFullCollection, requestSmallestHeap } from "./collect";
export { evictLiterals, evictFromAll } from "./evict";
export { setStress } from "./stress";
export { memoryOf, accountMemory } from "./account";
export { termWords, copyTerm } from "./copy";
export {
  newLiteralArea, freeLiteralArea, openLiteralArea, literalAlloc, copyLiteral, makeLiteral, literalArea, inLiteralArea,
} from "./literal";
export { allocatedBytes, allocatePages, missingBytes, setMemoryLimit, tryAllocate } from "./blocks";
export { verifyHeap } from "./verify";
export { newBinary, binaryFromMemory, newSubBinary, magicRef, newBlock } from "./binary";
export { newMessageFragment, adoptFragment, freeFragment } from "./fragment";
export { erlang_memory_0, erlang_memory_1 } from "../bif/memory";
export { erts_debug_flat_size_1, erts_debug_size_shared_1, erts_debug_same_2 } from "../bif/debug";
