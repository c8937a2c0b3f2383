using Microsoft.Extensions.Options;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>
/// All sessions of this instance, and the idle ones in the order in which they became idle. Each operation is a
/// few pointer moves under one lock; ending a session is left to the caller, outside of it.
/// </summary>
internal sealed class SessionStore(IOptions<HttpServerTransportOptions> options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly LinkedList<Session> _idle = new();

    private TimeProvider Clock => options.Value.TimeProvider;

    public int Count
    {
        get
        {
            lock (_lock)
                return _sessions.Count;
        }
    }

    /// <summary>
    /// Adds a session, with the request that begins it open, if there is room or can be made.
    /// </summary>
    /// <param name="session">The new session.</param>
    /// <param name="evicted">The session that has to end for it, if any: the one idle longest.</param>
    public bool TryAdd(Session session, out Session? evicted)
    {
        lock (_lock)
        {
            evicted = null;
#pragma warning disable MCP9006 // Serving sessions is what this type is for.
            if (_sessions.Count >= options.Value.MaxIdleSessionCount)
#pragma warning restore MCP9006
            {
                evicted = _idle.First?.Value;
                if (evicted is null)
                    return false;

                Forget(evicted);
            }

            session.OpenRequests = 1;
            _sessions.Add(session.Id, session);
            return true;
        }
    }

    /// <summary>
    /// Finds a session and notes an open request; null if it does not exist, has ended or belongs to somebody else,
    /// between which a caller is not to tell.
    /// </summary>
    public Session? Enter(string id, SessionOwner owner)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(id, out var session) || session.Owner != owner)
                return null;

            if (session.OpenRequests++ == 0)
                _idle.Remove(session.Place);
            return session;
        }
    }

    /// <summary>Notes that a request has ended.</summary>
    public void Leave(Session session)
    {
        lock (_lock)
        {
            if (--session.OpenRequests > 0 || !_sessions.ContainsKey(session.Id))
                return;

            session.IdleSince = Clock.GetTimestamp();
            _idle.AddLast(session.Place);
        }
    }

    /// <summary>Takes a session out, so that nobody finds it any more.</summary>
    public void Remove(Session session)
    {
        lock (_lock)
            Forget(session);
    }

    /// <summary>Takes out the sessions that have been idle for <paramref name="time"/>.</summary>
    public IReadOnlyList<Session> RemoveIdleFor(TimeSpan time)
    {
        var removed = new List<Session>();
        lock (_lock)
        {
            while (_idle.First is { Value: var oldest } && Clock.GetElapsedTime(oldest.IdleSince) >= time)
            {
                Forget(oldest);
                removed.Add(oldest);
            }
        }

        return removed;
    }

    public IReadOnlyList<Session> RemoveAll()
    {
        lock (_lock)
        {
            Session[] all = [.. _sessions.Values];
            _sessions.Clear();
            _idle.Clear();
            return all;
        }
    }

    private void Forget(Session session)
    {
        if (_sessions.Remove(session.Id) && session.OpenRequests == 0)
            _idle.Remove(session.Place);
    }
}
