using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Catalog.Search;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Discovery;

/// <summary><c>search_tools</c>: finds, among the tools that its caller would see in a list, those that fit a query.</summary>
internal sealed class SearchTool(CatalogProvider catalogs, IMcpToolSearch search, IHttpContextAccessor accessor) : McpServerTool
{
    private static readonly JsonSerializerOptions _asModelsRead = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public override Tool ProtocolTool { get; } = SearchDefinitions.SearchTool(0, []);

    /// <inheritdoc />
    public override IReadOnlyList<object> Metadata => [];

    /// <inheritdoc />
    public override async ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        if (!SearchArguments.TryReadSearch(request.Params.Arguments, out var asked, out var fault))
            return ErrorResult.Of(fault);
        var visible = await VisibleTools.OfAsync(request, cancellationToken);
        if (visible.FirstOrDefault(tool => tool.Name == asked.Query.Trim()) is { } named)
            return Text($"{Schema(named)}\n{HowToCall([named])}");
        if (asked.Tag is { } tag && !visible.Any(tool => HasTag(tool, tag)))
            return ErrorResult.Of($"No tool has the tag '{SearchArguments.Shown(tag)}'. Tags: {string.Join(", ", Tags(visible))}.");

        var catalog = catalogs.For(accessor.HttpContext);
        Tool[] tools = asked.Tag is null ? [.. visible] : [.. visible.Where(tool => HasTag(tool, asked.Tag))];
        var names = await search.SearchAsync(
            new McpToolSearchContext(asked.Query, asked.Limit, tools, catalog), cancellationToken);
        // Whatever is returned: only what was asked about, once, and no more than was asked for.
        Tool[] found = [.. names.Distinct().Select(name => Array.Find(tools, tool => tool.Name == name)).OfType<Tool>().Take(asked.Limit)];
        return Text(found.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"None of {tools.Length} tools fits. Say it in other words, or ask for a tag: {string.Join(", ", Tags(visible))}.")
            : Write(found, tools.Length, asked.Detail));
    }

    private static string Write(Tool[] found, int all, string detail)
    {
        var text = new StringBuilder();
        foreach (var tool in found)
            text.Append(detail switch { "schema" => Schema(tool), "brief" => Brief(tool), _ => Signature(tool) }).Append('\n');
        return text.Append(CultureInfo.InvariantCulture, $"{found.Length} of {all} tools. {HowToCall(found)}").ToString();
    }

    private static string Brief(Tool tool) => $"{tool.Name}{Mark(tool)}: {FirstLine(tool.Description)}";

    private static string Signature(Tool tool) => $"{ToolSignature.Of(tool)}{Mark(tool)}: {FirstLine(tool.Description)}";

    private static string Schema(Tool tool) => new JsonObject
    {
        ["name"] = tool.Name + Mark(tool),
        ["description"] = tool.Description,
        ["arguments"] = JsonObject.Create(tool.InputSchema),
    }.ToJsonString(_asModelsRead);

    private static string Mark(Tool tool) => VerbAnnotations.IsReadOnly(tool.Annotations) ? " [read]" : "";

    private static string FirstLine(string? text) => text?.Split('\n')[0].Trim() ?? "";

    private static string HowToCall(Tool[] found) => found.All(tool => VerbAnnotations.IsReadOnly(tool.Annotations))
        ? $"Call with {SearchNames.CallRead}."
        : found.Any(tool => VerbAnnotations.IsReadOnly(tool.Annotations))
            ? $"Call [read] with {SearchNames.CallRead}, the others with {SearchNames.Call}."
            : $"Call with {SearchNames.Call}.";

    private static bool HasTag(Tool tool, string tag) =>
        ActionTool.Of(tool)?.Definition.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase) == true;

    private static IEnumerable<string> Tags(IEnumerable<Tool> tools) =>
        tools.SelectMany(tool => ActionTool.Of(tool)?.Definition.Tags ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static CallToolResult Text(string text) => new() { Content = [new TextContentBlock { Text = text }] };
}
