using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Guard;

/// <summary>
/// A request that was right until one thing was spoilt, and how it must be answered; routing answers some, without a code.
/// </summary>
public sealed record MalformedRequest(string Spoilt, byte[] Body, IReadOnlyDictionary<string, string> Headers, int Status, int? Code)
{
    private static readonly Gen<string> _text =
        from characters in Gen.ArrayOf(Gen.Choose(0x20, 0x2FF).Select(code => (char)code))
        select new string(characters);

    private static readonly Gen<string> _headerText =
        from characters in Gen.NonEmptyListOf(Gen.Choose('!', '~').Select(code => (char)code))
        select string.Concat(characters);

    private static readonly Gen<JsonNode?> _scalar = Gen.OneOf<JsonNode?>(
        _text.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Elements<JsonNode?>(JsonValue.Create(true), JsonValue.Create(false), JsonValue.Create(1.5), null)
            .Select(node => node?.DeepClone()));

    private static readonly Gen<JsonNode?> _list = Gen.ListOf(_scalar).Select(items => (JsonNode?)new JsonArray([.. items]));

    private static readonly Gen<JsonNode?> _object =
        from values in Gen.ListOf(_scalar)
        select (JsonNode?)new JsonObject(values.Select((value, index) => new KeyValuePair<string, JsonNode?>($"p{index}", value)));

    public static Arbitrary<MalformedRequest> Arbitrary { get; } = Gen.OneOf(
        Truncated(),
        BrokenStructure(),
        InvalidByte(),
        Garbage(),
        TooDeep(),
        Member("id", Gen.OneOf(_list, _object, Gen.Elements<JsonNode?>(null, true, 1.5).Select(CopyOf)), -32600),
        Member("jsonrpc", _scalar.Where(value => value?.ToJsonString() != "\"2.0\""), -32600),
        Member("method", Gen.OneOf(_list, _object, Gen.Elements<JsonNode?>(7, false).Select(CopyOf)), -32600),
        Member("params", Gen.OneOf(_list, _text.Select(text => (JsonNode?)text)), -32600),
        Repeated(),
        Meta(),
        Header("Content-Type", _headerText.Select(type => type + "/x"), 415, null),
        Header("Accept", _headerText.Select(type => "x/" + new string([.. type.Where(char.IsLetterOrDigit)]) + "y"), 406, -32000),
        Header("MCP-Protocol-Version", _headerText.Where(text => !text.StartsWith("20", StringComparison.Ordinal)), 400, -32022),
        Header("Mcp-Method", _headerText, 400, -32020),
        Header("Mcp-Name", _headerText.Where(text => text != "echo"), 400, -32020),
        Parameters(),
        UnknownMethod()).ToArbitrary();

    public override string ToString() => $"{Spoilt}: {Encoding.UTF8.GetString(Body)}";

    private static JsonObject Valid(string text = "x") => McpPost.Message(
        "tools/call",
        new JsonObject
        {
            ["name"] = "echo",
            ["arguments"] = new JsonObject { ["text"] = text },
            ["_meta"] = new JsonObject
            {
                ["io.modelcontextprotocol/protocolVersion"] = McpPost.Newest,
                ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
            },
        },
        1);

    private static Dictionary<string, string> ValidHeaders(string method = "tools/call") => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Type"] = "application/json",
        ["Accept"] = "application/json, text/event-stream",
        ["MCP-Protocol-Version"] = McpPost.Newest,
        ["Mcp-Method"] = method,
        ["Mcp-Name"] = "echo",
    };

    private static MalformedRequest Create(string spoilt, byte[] body, int code, int status = 400) =>
        new(spoilt, body, ValidHeaders(), status, code);

    private static byte[] Bytes(JsonNode message) => Encoding.UTF8.GetBytes(message.ToJsonString());

    private static JsonNode? CopyOf(JsonNode? node) => node?.DeepClone();

    private static Gen<MalformedRequest> Truncated() =>
        from text in _text
        let body = Bytes(Valid(text))
        from length in Gen.Choose(0, body.Length - 1)
        select Create("cut short", body[..length], -32700);

    private static Gen<MalformedRequest> BrokenStructure() =>
        from position in Gen.Choose(0, Bytes(Valid()).Length - 1)
        let body = Bytes(Valid())
        where "{}:,\"".Contains((char)body[position], StringComparison.Ordinal)
        select Create($"without byte {position}", [.. body[..position], .. body[(position + 1)..]], -32700);

    private static Gen<MalformedRequest> InvalidByte() =>
        from position in Gen.Choose(0, Bytes(Valid()).Length - 1)
        from value in Gen.Elements<byte>(0xFF, 0xFE, 0xC0, 0x80, 0x00, 0x01)
        let body = Bytes(Valid())
        select Create($"byte {value} at {position}", [.. body[..position], value, .. body[position..]], -32700);

    private static Gen<MalformedRequest> Garbage() =>
        from bytes in Gen.ArrayOf(Gen.Choose(0x80, 0xFF).Select(value => (byte)value))
        select Create("garbage", [.. bytes, 0x80], -32700);

    private static Gen<MalformedRequest> TooDeep() =>
        from depth in Gen.Choose(65, 10_000)
        let nested = new string('[', depth) + new string(']', depth)
        select Create("too deep", Encoding.UTF8.GetBytes(Valid("here").ToJsonString().Replace("\"here\"", nested, StringComparison.Ordinal)), -32700);

    private static Gen<MalformedRequest> Member(string name, Gen<JsonNode?> values, int code) =>
        from value in values
        let message = Valid()
        select Create(name, Bytes(With(message, name, value)), code);

    private static Gen<MalformedRequest> Repeated() =>
        from place in Gen.Elements(
            ("params", "name"), ("params", "arguments"), ("params", "_meta"), ("_meta", "io.modelcontextprotocol/protocolVersion"))
        from value in _scalar
        let name = place.Item2
        let json = Valid().ToJsonString()
        let owner = $"\"{place.Item1}\":{{"
        let at = json.IndexOf(owner, StringComparison.Ordinal) + owner.Length
        select Create($"{name} twice", Encoding.UTF8.GetBytes(json.Insert(at, $"\"{name}\":{value?.ToJsonString() ?? "null"},")), -32600);

    private static Gen<MalformedRequest> Meta() =>
        from name in Gen.Elements("io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/clientCapabilities")
        from value in Gen.OneOf(_list, Gen.Elements<JsonNode?>(null, 1, true).Select(CopyOf))
        let message = Valid()
        let meta = With(message["params"]!["_meta"]!.AsObject(), name, value)
        select Create($"_meta.{name}", Bytes(message), -32602);

    private static Gen<MalformedRequest> Parameters() =>
        from version in Gen.Elements("2025-03-26", "2025-06-18", "2025-11-25", null)
        from parameter in Gen.Elements(
            ("tools/call", "name"), ("tools/call", "arguments"), ("tools/call", "inputResponses"), ("tools/call", "_meta"), ("tools/list", "cursor"),
            ("tools/list", "_meta"), ("prompts/get", "name"), ("resources/read", "uri"), ("completion/complete", "ref"), ("initialize", "protocolVersion"))
        from value in Gen.OneOf(_list, Gen.Elements<JsonNode?>(7, true).Select(CopyOf))
        let message = McpPost.Message(parameter.Item1, new JsonObject { ["name"] = "echo", [parameter.Item2] = value?.DeepClone() }, 1)
        let headers = ValidHeaders().Where(header => !header.Key.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase))
        let versioned = version is null ? headers : headers.Append(new("MCP-Protocol-Version", version))
        select new MalformedRequest($"{parameter} of {version}", Bytes(message), new Dictionary<string, string>(versioned), 400, -32602);

    private static Gen<MalformedRequest> Header(string name, Gen<string> values, int status, int? code) =>
        from value in values
        let headers = ValidHeaders()
        where headers[name] != value
        select new MalformedRequest($"{name} {value}", Bytes(Valid()), new Dictionary<string, string>(headers) { [name] = value }, status, code);

    private static Gen<MalformedRequest> UnknownMethod() =>
        from name in _headerText
        let message = With(Valid(), "method", "x/" + name)
        select new MalformedRequest($"method {name}", Bytes(message), ValidHeaders("x/" + name), 404, -32601);

    private static JsonObject With(JsonObject owner, string name, JsonNode? value)
    {
        owner[name] = value?.DeepClone();
        return owner;
    }
}
