using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Resources;

/// <summary>Makes resources and resource templates of operations.</summary>
internal static class ResourceBuilder
{
    /// <summary>Makes the resource of an operation.</summary>
    /// <param name="operation">The operation's definition as a tool, which plans the request.</param>
    /// <param name="kind">A resource, whose address has no query; or a template, whose address has one.</param>
    /// <param name="setting">The setting that makes it a resource.</param>
    /// <exception cref="InvalidOperationException">The address cannot hold what the API needs, or the user is to be asked.</exception>
    public static ResourceDefinition Build(ToolDefinition operation, McpKind kind, string setting)
    {
        var arguments = operation.Request.Arguments;
        if (arguments.FirstOrDefault(argument => argument.Required && argument.Location is not (ArgumentLocation.Path or ArgumentLocation.Query)) is { } lost)
        {
            throw new InvalidOperationException(
                $"{setting} makes {operation.Operation.Method} {operation.Operation.Path} a resource, but the API needs '{lost.WireName}' " +
                $"({lost.Location.ToString().ToLowerInvariant()}), which no address can hold. Make it a tool, or the value optional.");
        }
        // Clients read resources as they like, and without a word to the user.
        if (operation.AsksUser)
        {
            throw new InvalidOperationException(
                $"{setting} makes {operation.Operation.Method} {operation.Operation.Path} a resource, but the user is to be asked before each call, " +
                "and nobody is asked when a resource is read. Make it a tool, or leave out [McpTool(Confirm = true)].");
        }
        var needsQuery = arguments.Any(argument => argument.Required && argument.Location == ArgumentLocation.Query);
        var uri = new ResourceUri(operation.Request, withQuery: needsQuery || kind == McpKind.ResourceTemplate);
        return new ResourceDefinition(
            operation,
            new ResourceTemplate
            {
                Name = operation.Tool.Name,
                Title = operation.Title,
                Description = operation.Tool.Description,
                UriTemplate = uri.Template,
                MimeType = MediaTypes.OfSuccess(operation.Operation),
                Meta = operation.Tool.Meta,
            },
            uri);
    }
}
