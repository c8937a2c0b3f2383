using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp;

/// <summary>An operation of the API that MCP clients are offered.</summary>
/// <param name="Name">The name of the tool, resource or resource template.</param>
/// <param name="Kind">What the operation became.</param>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Path">The path template as the Swagger document spells it.</param>
/// <param name="OperationId">The operationId in the Swagger document, if it has one.</param>
public sealed record McpCatalogEntry(string Name, McpKind Kind, string Method, string Path, string? OperationId)
{
    /// <summary>What clients that speak the newest protocol version get of a tool; null for anything else.</summary>
    public Tool? Tool { get; init; }

    /// <summary>
    /// The JSON Schema of the answer, in full, whatever of it the tool announces (<see cref="McpOptions.OutputSchemas"/>); null
    /// where the document describes none.
    /// </summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>What clients get of a resource or resource template; null for a tool.</summary>
    public ResourceTemplate? Resource { get; init; }

    /// <summary>The operation's tags; Swashbuckle's default is the controller's name.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What ApiExplorer says of the action; null where only a document is known and no action.</summary>
    public ApiDescription? ApiDescription { get; init; }

    /// <summary>
    /// Whether clients are told of it in a list; false for a tool that only a search finds
    /// (<see cref="ToolDiscovery.Search"/>).
    /// </summary>
    public bool Listed { get; init; } = true;

    /// <summary>Where the arguments of a call go, in the order of the input schema.</summary>
    public IReadOnlyList<McpCatalogArgument> Arguments { get; init; } = [];
}
