using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog.Advice;

/// <summary>Finds the tools of an application's own actions that no call can use, whatever it brings.</summary>
internal sealed class UncallableTools(IServiceProvider services)
{
    /// <summary>A warning for each, with the way out.</summary>
    public IEnumerable<string> Warnings(McpOptions options, IReadOnlyList<ToolDefinition> tools)
    {
        ToolDefinition[] own = [.. tools.Where(tool => !tool.Operation.IsForeign)];
        // Asked for late: an application that only forwards calls has no actions.
        return own.Length == 0 ? [] : Find(options, own);
    }

    private IEnumerable<string> Find(McpOptions options, IEnumerable<ToolDefinition> tools)
    {
        var formats = new ActionFormats(
            services.GetRequiredService<IOptions<MvcOptions>>().Value, services.GetRequiredService<IOptions<JsonOptions>>().Value);
        var endpoints = options.Forwarding is null ? services.GetRequiredService<ActionEndpoints>() : null;
        foreach (var tool in tools)
        {
            var action = tool.Operation.ApiDescription!;
            var reason = formats.Fault(action) ?? PathFault(tool, endpoints?.Find(action.ActionDescriptor, options)?.Endpoint as RouteEndpoint);
            if (reason is not null)
                yield return $"The tool {tool.Tool.Name} ({tool.Operation.Public}) can never answer: {reason}";
        }
    }

    // A document filter may write another path than the one that is mapped: what the endpoint wants to have from its path is missing then.
    private static string? PathFault(ToolDefinition tool, RouteEndpoint? endpoint)
    {
        if (endpoint is null)
            return null;
        var values = PathTemplate.Parse(tool.Operation.Path).Parts.Where(part => part.IsValue).Select(part => part.Text).ToArray();
        var missing = endpoint.RoutePattern.Parameters.FirstOrDefault(parameter =>
            !parameter.IsOptional && !parameter.IsCatchAll && parameter.Default is null && !values.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase));
        return missing is null || Matches(endpoint.RoutePattern, tool.Operation.Path)
            ? null
            : $"its path has no value for {{{missing.Name}}} of the route '{endpoint.RoutePattern.RawText}'. Let the Swagger document say the path that is mapped.";
    }

    private static bool Matches(RoutePattern pattern, string path) =>
        new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary(pattern.Defaults)).TryMatch(
            "/" + path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).TrimStart('/'), []);
}
