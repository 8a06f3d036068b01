/**
 * Nothing holds up a node: while one process does something long, another gets its turns. Counted in turns, not in time: what
 * is done in one piece leaves none to the other, however fast the machine is.
 */
import { beforeAll, describe, expect, it, afterAll } from "vitest";
import { Node, atom } from "../../host/index.js";
import { compileErlang } from "./erlc.js";

/** turns/1 does what a case says, and returns how many turns another process had meanwhile. */
const PROGRAM = `
-module(turns).
-export([turns/1]).
turns(Name) ->
    State = prepare(Name),
    Self = self(),
    Other = spawn(fun() -> Self ! ready, count(0) end),
    receive ready -> ok end,
    run(Name, State),
    Other ! {stop, Self},
    receive {turns, N} -> N end.
count(N) ->
    receive {stop, From} -> From ! {turns, N}
    after 0 -> erlang:yield(), count(N + 1)
    end.
rows(N) -> [{I, [I], <<I:64>>} || I <- lists:seq(1, N)].
prepare(collect) -> rows(60000);
prepare(sort) -> [(I * 7919) rem 100003 || I <- lists:seq(1, 60000)];
prepare(encode) -> rows(60000);
prepare(compress) -> rows(5000);
prepare(decode) -> term_to_binary(rows(20000));
prepare(inflate) -> term_to_binary(rows(20000), [compressed]);
prepare(hash) -> rows(60000);
prepare(size) -> rows(60000);
prepare(split) -> binary:copy(<<"a b ">>, 100000);
prepare(characters) -> binary:copy(<<233>>, 400000);
prepare(hand_over) -> binary:copy(<<"0123456789abcdef">>, 1 bsl 20);
prepare(deflate) -> binary:copy(<<"0123456789abcdef">>, 1 bsl 16);
prepare(load) -> persistent_term:get(large);
prepare(pattern) -> lists:duplicate(19, $a) ++ "b";
prepare(links) ->
    Self = self(),
    Pid = spawn(fun() -> [spawn_link(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 100000)], Self ! linked, receive never -> ok end end),
    receive linked -> Pid end;
prepare(match_delete) ->
    T = ets:new(t, []),
    ets:insert(T, [{I, I} || I <- lists:seq(1, 30000)]),
    T;
prepare(file) ->
    ok = file:write_file("/long", binary:copy(<<"0123456789abcdef">>, 262144)),
    "/long".
run(collect, Rows) -> garbage_collect(), hd(Rows);
run(sort, L) -> lists:sort(L);
run(encode, T) -> term_to_binary(T);
run(compress, T) -> term_to_binary(T, [compressed]);
run(decode, B) -> binary_to_term(B);
run(inflate, B) -> binary_to_term(B);
run(hash, T) -> erlang:phash2(T);
run(size, T) -> erlang:external_size(T);
run(split, B) -> binary:split(B, <<" ">>, [global]);
run(characters, B) -> unicode:characters_to_binary(B, latin1);
run(hand_over, B) -> Z = zlib:open(), zlib:deflateInit(Z), zlib:deflateSetDictionary(Z, B), zlib:close(Z);
run(deflate, B) -> zlib:compress(B);
run(load, Code) -> erlang:prepare_loading(large, Code);
run(pattern, S) -> re:run(S, "(a+)+$");
run(links, Pid) ->
    Ref = monitor(process, Pid),
    exit(Pid, gone),
    receive {'DOWN', Ref, _, _, _} -> ok end;
run(match_delete, T) -> ets:match_delete(T, {'_', '_'});
run(file, Name) -> {ok, _} = file:read_file(Name).
`;

/** A module whose translation takes longer than a turn of the event loop. */
const LARGE = `
-module(large).
-compile([export_all, nowarn_export_all]).
${Array.from({ length: 200 }, (_, i) => Array.from({ length: 8 }, (_, k) => `f${i}(${k}) -> {${i}, [${k + i}]}`).join("; ")).join(".\n")}.
`;

/** Turns that another process has at least: far fewer than it gets, and far more than it would if all were one piece. */
const LEAST: Readonly<Record<string, number>> = {
  collect: 3, sort: 10, encode: 2, compress: 2, decode: 3, inflate: 3, hash: 3, size: 2, split: 5, characters: 2, load: 20, hand_over: 20,
  deflate: 5, pattern: 2, links: 2, match_delete: 2, file: 3,
};

describe("while a process does something long, another has its turns", () => {
  let node: Node;
  beforeAll(async () => {
    node = await Node.start();
    await node.code.loadBinary("turns", "turns.erl", compileErlang("turns", PROGRAM));
    await node.call("persistent_term", "put", [atom("large"), compileErlang("large", LARGE)]);
  }, 300_000);
  afterAll(() => node.stop());

  for (const [name, least] of Object.entries(LEAST))
    it(name, async () => { expect(await node.call("turns", "turns", [atom(name)])).toBeGreaterThan(least); }, 60_000);
});
