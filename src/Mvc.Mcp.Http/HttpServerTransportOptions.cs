using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore;

/// <summary>
/// Settings of the Streamable HTTP endpoint that
/// <see cref="Microsoft.AspNetCore.Builder.McpEndpointRouteBuilderExtensions.MapMcp"/> maps.
/// </summary>
public class HttpServerTransportOptions
{
    /// <summary>
    /// Gets or sets a callback that adapts the server's options to the caller, for instance to offer other tools
    /// on another endpoint. The default is <see langword="null"/>: everyone gets the same options.
    /// </summary>
    /// <remarks>
    /// It runs once for each session, and once for each request that is served without a session. Its token is
    /// cancelled when that request is aborted. Without a callback, servers are kept warm and shared between
    /// requests; with one, each request without a session pays for a server of its own.
    /// </remarks>
    public Func<HttpContext, McpServerOptions, CancellationToken, Task>? ConfigureSessionOptions { get; set; }

    /// <summary>
    /// Gets or sets what is remembered between two requests of one client.
    /// The default is <see cref="HttpServerSessionMode.Stateless"/>.
    /// </summary>
    public HttpServerSessionMode SessionMode { get; set; } = HttpServerSessionMode.Stateless;

    /// <summary>
    /// Gets or sets whether <see cref="SessionMode"/> is <see cref="HttpServerSessionMode.Stateless"/>.
    /// The default is <see langword="true"/>.
    /// </summary>
    /// <remarks>
    /// Another way to say <see cref="SessionMode"/>: <see langword="false"/> selects
    /// <see cref="HttpServerSessionMode.Stateful"/>, and the last assignment to either property wins.
    /// </remarks>
    public bool Stateless
    {
        get => SessionMode is HttpServerSessionMode.Stateless;
        set => SessionMode = value ? HttpServerSessionMode.Stateless : HttpServerSessionMode.Stateful;
    }

    /// <summary>
    /// Gets or sets whether the HTTP+SSE transport of revision 2024-11-05 is offered too, at <c>/sse</c> and
    /// <c>/message</c> below the endpoint. The default is <see langword="false"/>, or the
    /// <see cref="AppContext"/> switch <c>ModelContextProtocol.AspNetCore.EnableLegacySse</c>.
    /// </summary>
    /// <remarks>
    /// That transport answers each message with 202 at once, so nothing holds back a client that sends faster
    /// than the server works. It needs sessions: together with <see cref="HttpServerSessionMode.Stateless"/> the
    /// application does not start.
    /// </remarks>
    [Obsolete(ObsoleteFeatures.LegacySse, DiagnosticId = ObsoleteFeatures.LegacySseId)]
    public bool EnableLegacySse { get; set; } =
        AppContext.TryGetSwitch("ModelContextProtocol.AspNetCore.EnableLegacySse", out var enabled) && enabled;

    /// <summary>
    /// Gets or sets how long a session may go without an open request before it ends. The default is 2 hours.
    /// </summary>
    /// <remarks>
    /// Sessions are looked at every 5 seconds. An open GET stream keeps a session alive. A client whose session
    /// has ended is answered with 404 and begins anew.
    /// </remarks>
    [Obsolete(ObsoleteFeatures.Sessions, DiagnosticId = ObsoleteFeatures.SessionsId)]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// Gets or sets how many sessions are kept. The default is 10,000.
    /// </summary>
    /// <remarks>
    /// When a new session would exceed the number, the one that has been idle longest ends. When no session is
    /// idle, the client gets 503 with <c>Retry-After</c>.
    /// </remarks>
    [Obsolete(ObsoleteFeatures.Sessions, DiagnosticId = ObsoleteFeatures.SessionsId)]
    public int MaxIdleSessionCount { get; set; } = 10_000;

    /// <summary>
    /// Gets or sets the clock by which sessions grow idle and delayed response headers are sent.
    /// The default is <see cref="TimeProvider.System"/>.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
