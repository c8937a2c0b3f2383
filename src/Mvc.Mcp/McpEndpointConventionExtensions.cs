using Microsoft.AspNetCore.Routing;
using Mvc.Mcp;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says of minimal APIs what attributes say of actions. It counts where <see cref="McpOptions.IncludeMinimalApis"/> is set.</summary>
public static class McpEndpointConventionExtensions
{
    /// <summary>Keeps an endpoint away from MCP clients: it is neither listed nor callable. Its HTTP API is unchanged.</summary>
    /// <param name="builder">What <c>app.MapGet()</c> and the like returned.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static RouteHandlerBuilder WithMcpIgnore(this RouteHandlerBuilder builder) => builder.WithMetadata(new McpIgnoreAttribute());

    /// <summary>Keeps all endpoints of a group away from MCP clients.</summary>
    /// <param name="group">What <c>app.MapGroup()</c> returned.</param>
    /// <returns><paramref name="group"/>.</returns>
    public static RouteGroupBuilder WithMcpIgnore(this RouteGroupBuilder group) => group.WithMetadata(new McpIgnoreAttribute());

    /// <summary>Says how an endpoint appears as a tool, where what is derived from it does not fit.</summary>
    /// <param name="builder">What <c>app.MapGet()</c> and the like returned.</param>
    /// <param name="name">The tool's name. Default: the endpoint's name (<c>WithName</c>), else its method and path.</param>
    /// <param name="title">What people see in a list of tools. Default: the endpoint's summary (<c>WithSummary</c>).</param>
    /// <param name="description">What a model reads before it calls the tool. Default: the summary and the description.</param>
    /// <param name="readOnly">Whether the tool changes nothing. Default: true for GET and HEAD.</param>
    /// <param name="destructive">Whether the tool may destroy something. Default: true for DELETE.</param>
    /// <param name="idempotent">Whether a second call changes nothing more. Default: true for PUT and DELETE, and what reads only.</param>
    /// <param name="openWorld">Whether the tool reaches beyond the application's own data. Default: false.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <example>
    /// <code>
    /// app.MapGet("/products/{id}", (int id, ShopDb shop) => shop.Products.Find(id)).WithMcpTool("get_product", title: "One product");
    /// </code>
    /// </example>
    public static RouteHandlerBuilder WithMcpTool(
        this RouteHandlerBuilder builder,
        string? name = null,
        string? title = null,
        string? description = null,
        bool? readOnly = null,
        bool? destructive = null,
        bool? idempotent = null,
        bool? openWorld = null)
    {
        var tool = new McpToolAttribute { Name = name, Title = title, Description = description };
        if (readOnly is not null)
            tool.ReadOnly = readOnly.Value;
        if (destructive is not null)
            tool.Destructive = destructive.Value;
        if (idempotent is not null)
            tool.Idempotent = idempotent.Value;
        if (openWorld is not null)
            tool.OpenWorld = openWorld.Value;
        return builder.WithMetadata(tool);
    }
}
