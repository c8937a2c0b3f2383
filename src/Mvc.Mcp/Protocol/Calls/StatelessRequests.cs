using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Protocol.Guard;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// Tells the requests that the official host would make a server for, to answer them and nothing else, in an application
/// that does not look into that server.
/// </summary>
internal sealed class StatelessRequests(IOptions<McpServerOptions> server, IOptions<HttpServerTransportOptions> transport)
{
    /// <summary>Whether <paramref name="message"/> is one, with all the headers that it must have.</summary>
    /// <param name="request">The HTTP request.</param>
    /// <param name="message">Its message.</param>
    /// <param name="version">The protocol version that the header names, if any; it is one that is served.</param>
    public bool Include(HttpRequest request, JsonRpcRequest message, string? version) =>
        IsServedAlone(request, message, version) &&
        MediaTypes.AcceptsBoth(request.Headers.Accept) &&
        server.Value is { ServerInfo: not null, Filters.Message.IncomingFilters.Count: 0 } &&
        !SdkTelemetry.IsObserved;

    /// <summary>
    /// Gives <paramref name="message"/> the context that the official host would: what only HTTP knows, and what its metadata
    /// says of the client. False where the metadata is not in order.
    /// </summary>
    public static bool TryDescribe(HttpContext http, JsonRpcRequest message, string? version)
    {
        message.Context = new JsonRpcMessageContext { ProtocolVersion = version, User = UserOf(http) };
        return !ProtocolVersions.StandsAlone(version) || RequestMetadata.TryRead(message);
    }

    private bool IsServedAlone(HttpRequest request, JsonRpcRequest message, string? version)
    {
        var options = transport.Value;
#pragma warning disable MCPEXP002 // Named only to leave those who use it to the official host.
        if (options.ConfigureSessionOptions is not null || options.RunSessionHandler is not null)
            return false;
#pragma warning restore MCPEXP002

        if (ProtocolVersions.StandsAlone(version))
            return options.SessionMode is not HttpServerSessionMode.Stateful && StandardHeaders.Match(request, message, version!);

        // 2024-11-05 had another transport; a server of 2026-07-28 alone wants its metadata in each request.
        return options.SessionMode is HttpServerSessionMode.Stateless &&
            version is not ProtocolVersions.November2024 &&
            !ProtocolVersions.StandsAlone(server.Value.ProtocolVersion) &&
            !request.Headers.ContainsKey(McpHeaders.SessionId);
    }

    // The official host looks at every identity.
    private static ClaimsPrincipal? UserOf(HttpContext http)
    {
        foreach (var identity in http.User.Identities)
        {
            if (identity.IsAuthenticated)
                return http.User;
        }

        return null;
    }
}
