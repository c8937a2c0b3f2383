using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Protocol.Discovery;

/// <summary>
/// Says that there is no tool of a name, and which the caller may have meant: of those that the caller sees, so that a hidden
/// one is never named.
/// </summary>
internal static class UnknownTool
{
    /// <summary>The name, shortened to what is looked at, and the question: <c>'list_produts'. Did you mean 'list_products'?</c></summary>
    public static async ValueTask<string> SentenceAsync(
        RequestContext<CallToolRequestParams> request, string name, CancellationToken cancellationToken)
    {
        var shown = SearchArguments.Shown(name);
        var visible = await VisibleTools.OfAsync(request, cancellationToken);
        return $"'{shown}'.{NearNames.Question(shown, visible.Select(tool => tool.Name))}";
    }
}
