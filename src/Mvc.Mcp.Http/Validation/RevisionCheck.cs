using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Validation;

/// <summary>
/// Reads <c>MCP-Protocol-Version</c> and refuses revisions that are not served here
/// (specification, Versioning, "Protocol Version Negotiation").
/// </summary>
internal sealed class RevisionCheck
{
    private readonly string[] _served;
    private readonly string[] _named;

    public RevisionCheck(IOptions<McpServerOptions> server, IOptions<HttpServerTransportOptions> transport)
    {
        string[] known = [.. ProtocolRevision.WithHandshake, .. ProtocolRevision.WithoutHandshake];
        string[] configured = server.Value.ProtocolVersion is { } only ? [only] : known;
        if (!known.Contains(configured[0]))
        {
            throw new InvalidOperationException(
                $"McpServerOptions.ProtocolVersion is '{configured[0]}', which this server does not speak. " +
                $"Leave it unset, or set one of {string.Join(", ", known)}.");
        }

        // A server that keeps sessions for everyone sends clients of later revisions back to the handshake.
        _served = transport.Value.SessionMode is HttpServerSessionMode.Stateful
            ? [.. configured.Where(version => !ProtocolRevision.StandsAlone(version))]
            : configured;

        // The client tries a version of this list with server/discover next, so both must name the same.
        var standalone = _served.Where(ProtocolRevision.StandsAlone).ToArray();
        _named = standalone.Length > 0 ? standalone : _served;
    }

    /// <summary>Gets the revision a request names, or <see langword="null"/>, and the refusal if it is not served.</summary>
    public Refusal? Check(HttpRequest request, out string? revision)
    {
        var header = request.Headers[McpHeaders.ProtocolVersion];
        revision = null;
        if (header.Count == 0)
            return null;

        var value = header.ToString();
        foreach (var served in _served)
        {
            if (served == value)
            {
                // The constant, not the request's string: it is the key to a pool.
                revision = served;
                return null;
            }
        }

        return new(StatusCodes.Status400BadRequest, McpErrorCode.UnsupportedProtocolVersion,
            $"Unsupported protocol version: this server speaks {string.Join(", ", _named)}.")
        {
            Details = new JsonObject
            {
                ["supported"] = new JsonArray([.. _named.Select(version => JsonValue.Create(version))]),
                ["requested"] = value,
            },
        };
    }
}
