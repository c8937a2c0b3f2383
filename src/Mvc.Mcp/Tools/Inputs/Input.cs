using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>One value that a request takes, before it is known what the tool's argument is called.</summary>
internal sealed record Input
{
    /// <summary>Where it goes.</summary>
    public required ArgumentLocation Location { get; init; }

    /// <summary>Its name there.</summary>
    public required string WireName { get; init; }

    /// <summary>Its JSON Schema, description included.</summary>
    public required JsonObject Schema { get; init; }

    /// <summary>Whether the API refuses a request without it.</summary>
    public bool Required { get; init; }

    /// <summary>What every call sends, where the operation stands for that alone; null where the caller chooses.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What attributes say of it, if any.</summary>
    public McpParameterAttribute? Hints { get; init; }

    /// <summary>The name it asks for.</summary>
    public string WantedName => Hints?.Name ?? WireName;

    /// <summary>Whether it is a file, or several.</summary>
    public bool IsFile { get; init; }

    /// <summary>How it is written, as the document says; null where MVC's model binding reads it.</summary>
    public ValueStyle? Style { get; init; }

    /// <summary>Whether a path value keeps its slashes.</summary>
    public bool CatchAll { get; init; }

    /// <summary>Whether it is a header of the caller's, and an argument because an attribute says so.</summary>
    public bool IsCallersHeader { get; init; }

    /// <summary>What a clash of names is resolved with: <c>id__path</c>. The body's own members keep their names.</summary>
    public string? Suffix => Location switch
    {
        ArgumentLocation.Path => "__path",
        ArgumentLocation.Query => "__query",
        ArgumentLocation.Header => "__header",
        ArgumentLocation.Cookie => "__cookie",
        ArgumentLocation.Body => "__body",
        _ => null,
    };
}
