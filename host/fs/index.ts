/** The file systems that a node can be given. */
export { FsError, type FileStat, type FileSystem, type FileType, type OpenFile, type OpenMode } from "./file_system.js";
export { MemoryFileSystem, type MemoryOptions } from "./memory.js";
export { DirectoryFileSystem } from "./directory.js";
export { RealFileSystem } from "./real.js";
export { ReadOnlyFileSystem } from "./read_only.js";
export { MountedFileSystem } from "./mounts.js";
