using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Refuses protocol versions that are not served here, and names those that are: the client asks for one of them next with
/// <c>server/discover</c>, so both must name the same, which the official host does only without sessions
/// (specification, Versioning, "Protocol Version Negotiation").
/// </summary>
internal sealed class ProtocolVersionCheck
{
    private readonly string[] _served;
    private readonly string[] _named;

    public ProtocolVersionCheck(IOptions<McpServerOptions> server, IOptions<HttpServerTransportOptions> transport)
    {
        string[] configured = server.Value.ProtocolVersion is { } only ? [only] : ProtocolVersions.All;
        if (!ProtocolVersions.All.Contains(configured[0]))
        {
            throw new InvalidOperationException(
                $"McpServerOptions.ProtocolVersion is '{configured[0]}', which this server does not speak. " +
                $"Leave it unset, or set one of {string.Join(", ", ProtocolVersions.All)}.");
        }

        // A server that keeps sessions for everyone sends clients of later versions back to the handshake.
        _served = transport.Value.SessionMode is HttpServerSessionMode.Stateful
            ? [.. configured.Where(version => !ProtocolVersions.StandsAlone(version))]
            : configured;

        var standalone = _served.Where(ProtocolVersions.StandsAlone).ToArray();
        _named = standalone.Length > 0 ? standalone : _served;
    }

    /// <summary>Gets the version a request names, or null, and the error if it is not served.</summary>
    public JsonRpcErrorResult? Check(HttpRequest request, out string? version)
    {
        version = null;
        var header = request.Headers[McpHeaders.ProtocolVersion].ToString();
        if (header.Length == 0)
            return null;

        foreach (var served in _served)
        {
            if (served == header)
            {
                version = served;
                return null;
            }
        }

        return new(
            StatusCodes.Status400BadRequest,
            McpErrorCode.UnsupportedProtocolVersion,
            $"Unsupported protocol version: this server speaks {string.Join(", ", _named)}.")
        {
            Details = new JsonObject
            {
                ["supported"] = new JsonArray([.. _named.Select(name => JsonValue.Create(name))]),
                ["requested"] = header,
            },
        };
    }
}
