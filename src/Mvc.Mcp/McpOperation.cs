using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;

namespace Mvc.Mcp;

/// <summary>An operation of the API, as the delegates of <see cref="McpOptions"/> see it.</summary>
public sealed class McpOperation
{
    private readonly ApiOperation _operation;

    internal McpOperation(ApiOperation operation)
    {
        _operation = operation;
        Tags = [.. (operation.OpenApi.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id ?? tag.Name).OfType<string>()];
    }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method => _operation.Method;

    /// <summary>The path template as the Swagger document spells it, with a leading slash: <c>/products/{id}</c>.</summary>
    public string Path => _operation.Path;

    /// <summary>The operationId in the Swagger document; null where it has none.</summary>
    public string? OperationId => _operation.OpenApi.OperationId;

    /// <summary>The operation's tags; Swashbuckle's default is the controller's name.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>What the Swagger document says of the operation.</summary>
    public OpenApiOperation OpenApi => _operation.OpenApi;

    /// <summary>What ApiExplorer says of the action; null where only a document is known and no action.</summary>
    public ApiDescription? ApiDescription => _operation.ApiDescription;

    /// <summary>The method and path: <c>GET /products/{id}</c>.</summary>
    public override string ToString() => $"{Method} {Path}";
}
