/** prim_file, file and prim_buffer: host/bif/{prim_file,prim_file_handle,prim_buffer}.ts. */
import { host, nifs, type Bif } from "../table.js";

export const fileBifs: Bif[] = [
  host("file:native_name_encoding/0"),
  host("prim_file:internal_name2native/1"),
  host("prim_file:internal_native2name/1"),
  host("prim_file:internal_normalize_utf8/1"),
  host("prim_file:is_translatable/1"),
  ...nifs("prim_file", "prim_file", [
    "get_cwd_nif/0", "set_cwd_nif/1", "get_device_cwd_nif/1", "altname_nif/1", "read_file_nif/1", "read_info_nif/2",
    "list_dir_nif/1", "read_link_nif/1", "make_dir_nif/1", "del_file_nif/1", "del_dir_nif/1", "rename_nif/2",
    "make_hard_link_nif/2", "make_soft_link_nif/2", "set_permissions_nif/2", "set_owner_nif/3", "set_time_nif/4",
    "open_nif/2", "file_desc_to_ref_nif/1", "close_nif/1", "delayed_close_nif/1", "read_nif/2", "pread_nif/3",
    "write_nif/2", "pwrite_nif/3", "seek_nif/3", "sync_nif/2", "truncate_nif/1", "allocate_nif/3", "advise_nif/4",
    "read_handle_info_nif/1", "get_handle_nif/1", "ipread_s32bu_p32bu_nif/3",
  ]),
  ...nifs("prim_buffer", "prim_buffer", [
    "new/0", "size/1", "peek_head/1", "copying_read/2", "skip/2", "write/2", "find_byte_index/2", "try_lock/1",
    "unlock/1",
  ]),
];
