using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Mvc.Mcp;

/// <summary>An operation of the API, as the delegates of <see cref="McpOptions"/> see it.</summary>
public sealed class McpOperation
{
    internal McpOperation(string method, string path, OpenApiOperation openApi, ApiDescription? apiDescription)
    {
        Method = method;
        Path = path;
        OpenApi = openApi;
        ApiDescription = apiDescription;
        Tags = [.. (openApi.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id ?? tag.Name).OfType<string>()];
    }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>The path template as the Swagger document spells it, with a leading slash: <c>/products/{id}</c>.</summary>
    public string Path { get; }

    /// <summary>The operationId in the Swagger document; null where it has none.</summary>
    public string? OperationId => OpenApi.OperationId;

    /// <summary>The operation's tags; Swashbuckle's default is the controller's name.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>What the Swagger document says of the operation.</summary>
    public OpenApiOperation OpenApi { get; }

    /// <summary>What ApiExplorer says of the action; null where only a document is known and no action.</summary>
    public ApiDescription? ApiDescription { get; }

    /// <summary>The method and path: <c>GET /products/{id}</c>.</summary>
    public override string ToString() => $"{Method} {Path}";
}
