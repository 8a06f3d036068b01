/**
 * Literal areas of persistent terms that were erased or replaced. A process may still hold their terms: on its
 * heap, in a message, in the state of a suspended BIF. An area is kept, and with it every term in it valid,
 * until `releaseRetired` is told that no process can hold any.
 *
 *     0      4
 *     | next | area |
 */
import { rawAlloc, rawFree } from "../memory/alloc";
import { freeLiteralArea } from "../memory/literal";

const RETIRED_NEXT: usize = 0;
const RETIRED_AREA: usize = 4;
const RETIRED_SIZE: usize = 8;

let first: usize = 0;
let count: i32 = 0;
/** How many areas wait to be freed. */
export function retiredCount(): i32 { return count; }

/** Nobody can get a term of `area` any more, but somebody may still hold one. */
export function retireArea(area: usize): void {
  const r = rawAlloc(RETIRED_SIZE);
  store<u32>(r, <u32>first, RETIRED_NEXT);
  store<u32>(r, <u32>area, RETIRED_AREA);
  first = r;
  count++;
}
/** A retired area to look for in all processes, 0 when there is none. */
export function retiredArea(): usize { return first == 0 ? 0 : <usize>load<u32>(first, RETIRED_AREA); }
/** No process, message or suspended BIF holds a term of `area` any more: free it. */
export function releaseRetired(area: usize): void {
  let link: usize = 0;
  for (let r = first; r != 0; link = r, r = <usize>load<u32>(r, RETIRED_NEXT)) {
    if (<usize>load<u32>(r, RETIRED_AREA) != area) continue;
    if (link == 0) first = <usize>load<u32>(r, RETIRED_NEXT);
    else store<u32>(link, load<u32>(r, RETIRED_NEXT), RETIRED_NEXT);
    rawFree(r);
    count--;
    freeLiteralArea(area);
    return;
  }
}
