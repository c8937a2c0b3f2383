using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Mvc.Mcp.Operations;

/// <summary>
/// One operation of an API as its Swagger document describes it, joined with the action behind it where there is one.
/// </summary>
/// <param name="Document">The document the operation stands in; references resolve against it.</param>
/// <param name="Path">The path template as the document spells it, with a leading slash: <c>/products/{id}</c>.</param>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="OpenApi">What Swagger says.</param>
/// <param name="ApiDescription">What ApiExplorer says; null where only a document is known and no action.</param>
internal sealed record ApiOperation(
    OpenApiDocument Document,
    string Path,
    string Method,
    OpenApiOperation OpenApi,
    ApiDescription? ApiDescription)
{
    /// <summary>Whether it is known by its document alone: the API may be anybody's.</summary>
    public bool IsForeign => ApiDescription is null;

    /// <summary>Which values a binder of the application's own reads; null where it is known by its document alone.</summary>
    public OwnBinders? Binders { get; init; }

    /// <summary>The operation as the delegates of <see cref="McpOptions"/> see it.</summary>
    public McpOperation Public { get; private init; } = new(Method, Path, OpenApi, ApiDescription);

    /// <summary>What is said of the tool that is made of it: several may be made of one operation.</summary>
    public ActionMetadata Tool { get; private init; } = ActionMetadata.Of(ApiDescription?.ActionDescriptor);

    /// <summary>The same for another tool that is made of it.</summary>
    public ApiOperation For(ActionMetadata tool) => this with { Tool = tool, Public = new McpOperation(Method, Path, OpenApi, ApiDescription) };
}
