/** The working directory of each node: paths of its programs that are not absolute start there. */
import { FsError } from "../fs/index.js";
import { LINKS_MAX, components } from "../fs/path.js";
import { perNode, type NodeContext } from "./world.js";

const directories = perNode((node) => ({ path: node.world.workingDirectory }));

/** The working directory, an absolute path. */
export const workingDirectory = (node: NodeContext): string => directories(node).path;

/** The absolute form of a path; an empty one stays empty. */
export function absolutePath(node: NodeContext, path: string): string {
  if (path === "" || path.startsWith("/")) return path;
  const directory = workingDirectory(node);
  return directory === "/" ? "/" + path : `${directory}/${path}`;
}

/**
 * Changes the working directory. As getcwd(3) tells it, it is a path without links and dots.
 * @throws FsError when the path leads to no directory.
 */
export function setWorkingDirectory(node: NodeContext, path: string): void {
  const { fs } = node.world, full = absolutePath(node, path);
  if (fs.stat(full).type !== "directory") throw new FsError("enotdir", path);
  const pending = components(full).reverse(), at: string[] = [];
  for (let links = 0; pending.length > 0;) {
    const name = pending.pop()!;
    if (name === ".") continue;
    if (name === "..") { at.pop(); continue; }
    at.push(name);
    const here = "/" + at.join("/");
    if (fs.lstat(here).type !== "symlink") continue;
    if (++links > LINKS_MAX) throw new FsError("eloop", path);
    const target = fs.readLink(here);
    at.pop();
    if (target.startsWith("/")) at.length = 0;
    pending.push(...components(target).reverse());
  }
  directories(node).path = "/" + at.join("/");
}
