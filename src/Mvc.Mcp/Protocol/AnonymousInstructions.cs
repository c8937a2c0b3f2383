using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.Visibility;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Adds <see cref="McpOptions.AnonymousHint"/> to the instructions that a caller gets who has not signed in and is not shown all
/// tools.
/// </summary>
internal sealed class AnonymousInstructions(CatalogProvider catalogs, IToolVisibility visibility, IHttpContextAccessor accessor)
{
    private const string Instructions = "instructions";

    /// <summary>The filter of outgoing messages that adds it to what a handshake and a discovery answer.</summary>
    public McpMessageHandler WrapMessage(McpMessageHandler next) => async (message, cancellationToken) =>
    {
        if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && Describes(result) &&
            accessor.HttpContext is { } http && !http.User.Identities.Any(identity => identity.IsAuthenticated) &&
            catalogs.For(http).Snapshot is { Options.AnonymousHint: { Length: > 0 } hint } snapshot &&
            await IsShownLessAsync(snapshot, message, cancellationToken))
        {
            result[Instructions] = result[Instructions] is JsonValue own ? $"{own.GetValue<string>()}\n\n{hint}" : hint;
        }

        await next(message, cancellationToken);
    };

    // Of all results, those of initialize and server/discover tell what the server can do.
    private static bool Describes(JsonObject result) =>
        result.ContainsKey("capabilities") && (result.ContainsKey("protocolVersion") || result.ContainsKey("supportedVersions"));

    private async ValueTask<bool> IsShownLessAsync(CatalogSnapshot snapshot, MessageContext message, CancellationToken cancellationToken)
    {
        var view = visibility.Of(message, cancellationToken);
        foreach (var definition in snapshot.Tools)
        {
            if (!await view.IsVisibleAsync(definition))
                return true;
        }

        return false;
    }
}
