using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using System.Text.Json;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>
/// Clients that are known by the address of a metadata document (OAuth Client ID Metadata Document), on any public host or
/// on those that the operator listed. Answers are remembered for a while, refusals for a shorter one.
/// </summary>
internal sealed partial class ClientDocuments : IDisposable
{
    private const int MaxRemembered = 1000;

    /// <summary>Anyone may name any document: so many are read at a time, and whoever comes then is refused.</summary>
    public const int MaxConcurrentReads = 8;

    private static readonly TimeSpan _refused = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _cache;
    private readonly ConcurrentDictionary<string, Lazy<Task<Client?>>> _reads = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots = new(MaxConcurrentReads);
    private readonly bool _served;
    private readonly HashSet<string> _hosts;
    private readonly ClientDocumentFetcher _fetcher;
    private readonly RedirectUris _redirectUris;
    private readonly ILogger<ClientDocuments> _logger;

    public ClientDocuments(
        IOptions<McpOAuthProxyOptions> options,
        ClientDocumentFetcher fetcher,
        RedirectUris redirectUris,
        TimeProvider time,
        ILogger<ClientDocuments> logger)
    {
        _served = options.Value.AllowClientDocuments;
        _hosts = new(options.Value.AllowedClientHosts, StringComparer.OrdinalIgnoreCase);
        _fetcher = fetcher;
        _redirectUris = redirectUris;
        _logger = logger;
        _cache = new(new MemoryCacheOptions { SizeLimit = MaxRemembered, Clock = new CacheClock(time) });
    }

    /// <summary>Whether the identifier claims to be an address; a sealed registration never holds a colon.</summary>
    public static bool IsAddress(string clientId) => clientId.Contains(':', StringComparison.Ordinal);

    /// <summary>
    /// Whether a document may be read from the address at all: https on its own port, a host by name (one of the list, if there is one), a path,
    /// and nothing that two readers could understand differently (section 3 of the draft).
    /// </summary>
    public bool IsAllowed(string clientId) =>
        _served &&
        clientId.Length <= RedirectUris.MaxLength &&
        RedirectUris.HttpsHost(clientId) is { } host &&
        (_hosts.Count == 0 ? Uri.CheckHostName(host) == UriHostNameType.Dns : _hosts.Contains(host)) &&
        new Uri(clientId) is { AbsolutePath.Length: > 1, Query.Length: 0 } address &&
        address.AbsoluteUri == clientId;

    public async ValueTask<Client?> GetAsync(string clientId, CancellationToken cancellationToken)
    {
        if (!IsAllowed(clientId))
            return null;
        if (_cache.TryGetValue(clientId, out Client? known))
            return known;
        // Whoever asks at the same time shares one read, which nobody's leaving ends.
        var read = _reads.GetOrAdd(clientId, id => new(() => ReadOnceAsync(id)));
        return await read.Value.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _slots.Dispose();
    }

    private async Task<Client?> ReadOnceAsync(string clientId)
    {
        try
        {
            if (!_slots.Wait(TimeSpan.Zero))
            {
                LogBusy(clientId, MaxConcurrentReads);
                return null;
            }
            try
            {
                var (client, lifetime) = await ReadAsync(clientId);
                return _cache.Set(clientId, client, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = lifetime });
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            _reads.TryRemove(clientId, out _);
        }
    }

    private async Task<(Client? Client, TimeSpan Lifetime)> ReadAsync(string clientId)
    {
        try
        {
            var document = await _fetcher.FetchAsync(new Uri(clientId), CancellationToken.None);
            var metadata = ClientMetadata.Parse(document.Json);
            if (Objection(clientId, metadata) is not { } objection)
                return (ToClient(clientId, metadata), document.Lifetime);
            LogRefused(clientId, objection);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException or IOException)
        {
            LogUnreadable(e, clientId);
        }
        return (null, _refused);
    }

    private static string? Objection(string clientId, ClientMetadata metadata)
    {
        if (metadata.ClientId != clientId)
            return "its client_id is not its address";
        if (string.IsNullOrWhiteSpace(metadata.Name))
            return "it has no client_name";
        if (metadata.HasSecret || metadata.AuthenticationMethod is not (null or "none"))
            return "only public clients (token_endpoint_auth_method none) are served";
        if (!metadata.UsesCodeFlow)
            return "it does not use the authorization code grant";
        if (metadata.RedirectUris.Count == 0)
            return "it has no redirect_uris";
        return null;
    }

    // A document may list redirect URIs for other servers than this one: those that are not allowed here are left out.
    private Client ToClient(string clientId, ClientMetadata metadata)
    {
        var host = new Uri(clientId).Host;
        return new()
        {
            Id = clientId,
            Name = DisplayName.From(metadata.Name),
            VouchedBy = host,
            MayRefresh = metadata.MayRefresh,
            RedirectUris = [.. metadata.RedirectUris.Where(uri => _redirectUris.IsAllowed(uri) || RedirectUris.HttpsHost(uri) == host)],
        };
    }

    private sealed class CacheClock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }

    [LoggerMessage(1, LogLevel.Warning, "The client metadata document {ClientId} was not read: {Count} others are being read.")]
    private partial void LogBusy(string clientId, int count);

    [LoggerMessage(2, LogLevel.Warning, "The client metadata document {ClientId} was refused: {Reason}.")]
    private partial void LogRefused(string clientId, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The client metadata document {ClientId} could not be read.")]
    private partial void LogUnreadable(Exception exception, string clientId);
}
