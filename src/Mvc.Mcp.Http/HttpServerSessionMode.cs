namespace ModelContextProtocol.AspNetCore;

/// <summary>
/// Says whether the Streamable HTTP endpoint remembers anything between two requests of one client.
/// </summary>
/// <remarks>
/// Protocol revision <c>2026-07-28</c> has neither a handshake nor sessions, so its requests are always served
/// on their own. The modes differ in what they offer to clients of the earlier revisions, which begin with
/// <c>initialize</c>, and in whether the newest revision is served at all.
/// </remarks>
public enum HttpServerSessionMode
{
    /// <summary>
    /// Nothing is remembered: any instance behind any load balancer can answer any request. The default.
    /// </summary>
    /// <remarks>
    /// No <c>Mcp-Session-Id</c> is issued, GET and DELETE are answered with 405, and the server cannot send
    /// requests (sampling, elicitation, roots) or unsolicited notifications to clients of revisions up to
    /// <c>2025-11-25</c>. Clients of <c>2026-07-28</c> receive notifications over <c>subscriptions/listen</c>.
    /// </remarks>
    Stateless = 0,

    /// <summary>
    /// Every client gets a session, held in the memory of the instance that answered its <c>initialize</c>.
    /// </summary>
    /// <remarks>
    /// Requests of revision <c>2026-07-28</c> are refused with error -32022, which names the revisions that
    /// have sessions, so that a client which knows both falls back to the handshake.
    /// </remarks>
    Stateful = 1,

    /// <summary>
    /// Clients that begin with <c>initialize</c> get a session; clients of <c>2026-07-28</c> are served without one.
    /// </summary>
    StatefulForInitializeClients = 2,
}
