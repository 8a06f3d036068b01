/** What core.wasm exports for the embedding host. */
export { rt_host_bif } from "./host_bif";
export { bridgeBuffer, bridgeEncode, bridgeDecode, bridgeBinary, bridgeBinaryBytes, bridgeBinaryBlock, bridgeNewBinary, bridgeRaise, embedReference, atomTextAt, atomBytesAt } from "./bridge";
export { hostBlock, hostBlockBytes, holdBlock, dropHostBlock } from "./block";
export { embedCall, embeddedPid } from "./call";
export { embedMailbox, embedSend, embedExit, embedWatch } from "./mailbox";
export { embedLog } from "./log";
export { embedSelf, embedWake } from "./wake";
export {
  inspection, inspectLink, inspectMade, inspectMessage, inspectNode, inspectOn, inspectPersistent, inspectPort, inspectProcess,
  inspectTable, inspectTimer,
} from "./inspect";
export { embedResource, embedResourceBytes, embedResourceSettled } from "./resource";
