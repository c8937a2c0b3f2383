using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol.Subscriptions;

/// <summary>
/// Answers <c>subscriptions/listen</c> where the application has no handler of its own: the SDK's grants nothing to clients
/// without a session.
/// </summary>
internal sealed class ListenSetup(ListenHandler listening) : IPostConfigureOptions<McpServerOptions>
{
    /// <inheritdoc />
    public void PostConfigure(string? name, McpServerOptions options) =>
        options.Handlers.SubscriptionsListenHandler ??= listening.ListenAsync;
}
