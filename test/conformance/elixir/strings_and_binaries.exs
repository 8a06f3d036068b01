# String over Unicode: graphemes, case, splitting, normal forms, distances; charlists, sigils, interpolation, Base, URI.
import Show, only: [result: 2]

samples = ["", "abc", "héllo", "noe\u0308l", "日本語", "👩‍👩‍👧 family", "🇩🇪🇫🇷", "ﬁ ligature", "ß ẞ Σς", "a\r\nb\tc", "İstanbul", "e\u0301\u0323"]
for s <- samples do
  result("facts #{inspect(s)}", fn -> [String.length(s), byte_size(s), String.graphemes(s), String.codepoints(s), String.reverse(s)] end)
  result("case #{inspect(s)}", fn -> [String.upcase(s), String.downcase(s), String.capitalize(s), String.upcase(s, :ascii), String.downcase(s, :greek), String.upcase(s, :turkic)] end)
  result("forms #{inspect(s)}", fn -> for f <- [:nfc, :nfd, :nfkc, :nfkd], do: String.normalize(s, f) end)
  result("parts #{inspect(s)}", fn -> [String.first(s), String.last(s), String.at(s, 1), String.slice(s, 1, 3), String.slice(s, -2..-1), String.split_at(s, 2), String.next_grapheme(s)] end)
end

result("split", fn -> [String.split("a b  c"), String.split(" a ", " "), String.split("a,b;c", [",", ";"]), String.split("a-b-c", "-", parts: 2), String.split("a,,b", ",", trim: true), String.split("abc", ""), String.split("aXbX", ~r/X/), String.split("aXb", ~r/X/, include_captures: true)] end)
result("splitter", fn -> String.splitter("1,2 3,4", [" ", ","]) |> Enum.take(3) end)
result("trim", fn -> [String.trim("  a \n"), String.trim_leading("xxaxx", "x"), String.trim_trailing("a\u00a0"), String.trim("__a__", "_")] end)
result("pad", fn -> [String.pad_leading("5", 3, "0"), String.pad_trailing("é", 4, ["-", "+"]), String.pad_leading("long", 2)] end)
result("replace", fn -> [String.replace("aaa", "a", "b", global: false), String.replace("a.b", ".", "\\0"), String.replace("abc", ~r/[bc]/, &String.upcase/1), String.replace("abc", ["a", "c"], fn x -> "<#{x}>" end), String.replace_prefix("abc", "a", "z"), String.replace_suffix("abc", "bc", "")] end)
result("tests", fn -> [String.contains?("abc", ["x", "b"]), String.starts_with?("abc", ""), String.ends_with?("abc", ["bc"]), String.match?("foo", ~r/o+$/), "abc" =~ "b", String.valid?(<<255>>), String.printable?("a\0"), String.printable?("é")] end)
result("distance", fn -> [String.jaro_distance("Dwayne", "Duane"), String.jaro_distance("", "a"), String.myers_difference("hello", "help me"), String.bag_distance("abc", "bcd")] end)
result("bag_distance", fn -> [String.bag_distance("hello", "hallo"), String.equivalent?("é", "e\u0301")] end)
result("to_integer", fn -> [String.to_integer("-12"), String.to_integer("ff", 16), String.to_float("1.5e3")] end)
result("to_integer bad", fn -> String.to_integer("12a") end)
result("to_float bad", fn -> String.to_float("1") end)
result("to_existing_atom", fn -> String.to_existing_atom("never_made_atom_" <> Show.id("x1y2")) end)
result("parse", fn -> [Integer.parse("34abc"), Integer.parse("abc"), Integer.parse("-7f", 16), Float.parse("3.14xy"), Float.parse("1e5"), Float.parse("."), Integer.parse("")] end)
result("integer", fn -> [Integer.digits(1234), Integer.undigits([1, 0, 1], 2), Integer.gcd(12, -18), Integer.floor_div(-7, 2), Integer.mod(-7, 3), Integer.pow(2, 100), Integer.to_string(255, 16), Integer.extended_gcd(240, 46), Integer.to_charlist(-5)] end)
result("float", fn -> [Float.round(3.14159, 2), Float.ceil(-1.5), Float.floor(1.99, 1), Float.ratio(0.75), Float.to_string(1.0e-10), 1.0e22, 123456789.123, -0.0, Float.round(2.5), Float.to_charlist(5.5)] end)
result("div by zero", fn -> div(1, Show.id(0)) end)
result("integer pow negative", fn -> Integer.pow(2, -1) end)
result("interpolation", fn -> "#{1}#{:a}#{nil}#{[?a, "b", [?c]]}#{1.5}#{~D[2020-01-01]}" end)
result("interpolation of a tuple", fn -> "#{Show.id({1})}" end)
result("interpolation of a map", fn -> "#{Show.id(%{})}" end)
result("concat of no binary", fn -> "a" <> Show.id(:b) end)
result("sigils", fn -> [~s(a "b" #{1 + 1}), ~S(a #{b}), ~c(chars), ~C(no #{x}), ~w(a b)a, ~w(x y)c, ~W(#{a} b), ~r/a.b/i.source] end)
result("heredoc", fn -> """
  indented
    more #{1 + 2}
  """ end)
result("escapes", fn -> "\a\b\d\e\f\n\r\s\t\v\0\x41\u00e9\u{1F600}\\\"" end)
result("charlists", fn -> ['abc', 'héé', [0, 1, 2], to_string('日本'), to_charlist("é"), List.to_string([65, "b", ["c"]]), inspect([104, 105]), inspect([7, 8, 9, 10]), inspect([1, 2])] end)
result("binaries", fn -> [<<1, 2, 3>>, <<"a", 0xFF>>, <<1::3>>, <<5::size(4), 1::1>>, <<255, 216>> <> "x", <<3.5::float>>, <<"é"::utf16>>, <<257::little-16>>] end)
result("matching", fn -> <<h::binary-size(2), x::utf8, rest::bits>> = "abé!"; {h, x, rest} end)
result("for on bits", fn -> [for(<<a::4 <- <<0x12, 0x34>> >>, do: a), for(<<r::8, g::8 <- "abcd">>, into: "", do: <<g, r>>), for(c <- ?a..?e, into: "", do: <<c>>)] end)
result("base", fn -> [Base.encode64("hé?>"), Base.url_encode64(<<255, 254>>, padding: false), Base.decode64("aGk="), Base.decode64("a"), Base.encode32("foob"), Base.encode16("\xff\n", case: :lower), Base.decode16!("FF0a", case: :mixed), Base.hex_encode32("fo")] end)
result("base bad", fn -> Base.decode64!("*") end)
result("base16 bad", fn -> Base.decode16!("abc") end)
result("uri", fn -> u = URI.parse("https://u:p@ex.org:8080/a/b?q=1&r=%20x#frag"); [u.host, u.port, u.userinfo, u.path, u.query, u.fragment, URI.decode_query(u.query), to_string(URI.merge(u, "../c?z"))] end)
result("uri encode", fn -> [URI.encode("a b/é?"), URI.encode_www_form("a b&é"), URI.decode("%C3%A9+"), URI.encode_query(a: 1, b: "x y"), URI.new("http://[::1]:99/"), URI.new("a b"), URI.query_decoder("a=1&b") |> Enum.to_list()] end)
result("version", fn -> [Version.compare("1.2.0", "1.10.0-rc.1"), Version.match?("1.5.2", "~> 1.4"), Version.match?("2.0.0-dev", ">= 1.0.0"), Version.parse("1.2"), to_string(Version.parse!("1.0.0-a.1+b"))] end)
result("version bad", fn -> Version.match?("1.0.0", "~~> 1") end)
result("chunk", fn -> [String.chunk("a\u0000b", :printable), String.chunk(<<97, 255, 98>>, :valid)] end)
result("inspect binaries", fn -> [inspect("a\"b\\\n\u200b"), inspect(<<0, 1>>), inspect("é", binaries: :as_binaries), inspect('a', charlists: :as_lists), inspect([97], charlists: :as_charlists), inspect("x" <> <<200>>)] end)
result("long", fn -> s = String.duplicate("añ", 20_000); {String.length(s), byte_size(String.upcase(s)), String.slice(s, 19_999, 2), :erlang.crc32(String.reverse(s))} end)
result("iodata", fn -> [IO.iodata_to_binary(["a", ?b, [["c"]]]), IO.iodata_length([1, "ab"]), IO.chardata_to_string([233, "x"])] end)
result("bad iodata", fn -> IO.iodata_to_binary([300]) end)
