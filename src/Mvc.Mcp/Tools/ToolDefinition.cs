using System.Text.Json;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools.Shaping;

namespace Mvc.Mcp.Tools;

/// <summary>What the catalog decided of one operation: what a client sees of it and how it is called.</summary>
internal sealed record ToolDefinition
{
    /// <summary>The operation itself.</summary>
    public required ApiOperation Operation { get; init; }

    /// <summary>The options of the endpoint that offers it; a call reads its limits and switches here.</summary>
    public required McpOptions Options { get; init; }

    /// <summary>What clients that speak protocol version 2026-07-28 or later see; its output schema is that of the response, of whatever type.</summary>
    public required Tool Tool { get; init; }

    /// <summary>
    /// What clients that speak an earlier protocol version see: there an output schema is that of an object, wrapped as
    /// <c>{ "result": … }</c> where need be. The same instance as <see cref="Tool"/> where nothing differs.
    /// </summary>
    public Tool LegacyTool { get => field ?? Tool; init; }

    /// <summary>What people call it, whether or not the tool says so beside its description; null where nothing says it.</summary>
    public string? Title { get; init; }

    /// <summary>The schema of the answer, in full, whatever of it is announced; null where the document describes none.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>The operation's tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether the tool stands in the list where others are only found.</summary>
    public bool Pinned { get; init; }

    /// <summary>Takes from a call which members of the answer it wants; null where it cannot choose.</summary>
    public FieldSelector? Fields { get; init; }

    /// <summary>Whether the user is asked before each call, as <c>[McpTool(Confirm = …)]</c> says; null for what the options say.</summary>
    public bool? Confirm { get; init; }

    /// <summary>Whether the user is asked before each call.</summary>
    public bool AsksUser => Confirm ?? (Options.ConfirmDestructive && VerbAnnotations.IsDestructive(Tool.Annotations));

    /// <summary>How a call becomes a request.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>What calls identify themselves with, beside what the caller sends.</summary>
    public IReadOnlyList<CredentialUse> Credentials { get; init; } = [];

    /// <summary>What JSON calls members whose name in .NET is the key, where that is another name: model state speaks .NET.</summary>
    public required ILookup<string, string> JsonNames { get; init; }

    /// <summary>
    /// Whether protocol versions before 2026-07-28 need <c>structuredContent</c> wrapped as <c>{ "result": … }</c>, because the
    /// response's schema is not that of an object.
    /// </summary>
    public bool WrapResult { get; init; }

    /// <summary>Whether null, which is sent as an answer without content, is among what the output schema announces.</summary>
    public bool AnswersNull { get; init; }
}
