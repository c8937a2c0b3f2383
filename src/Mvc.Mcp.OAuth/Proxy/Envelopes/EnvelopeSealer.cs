using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.OAuth.Proxy.Envelopes;

/// <summary>
/// Seals what travels between two requests, so that the proxy stores nothing and every instance with the same key ring
/// can go on. The key is bound to this proxy, its issuer and the kind of envelope.
/// </summary>
internal sealed class EnvelopeSealer(
    IDataProtectionProvider dataProtection, IOptions<McpOAuthProxyOptions> options, TimeProvider time)
{
    /// <summary>What is longer is refused before any cryptography, and so must not be handed out.</summary>
    public const int MaxSealedLength = 24 * 1024;

    // Data Protection can limit lifetimes too, but only by the system's clock.
    private const int ExpiryLength = sizeof(long);

    private readonly IDataProtector _protector =
        dataProtection.CreateProtector("McpOAuthProxy.v1", options.Value.Issuer);

    public string Seal<T>(T content, TimeSpan? lifetime) where T : class, IEnvelope
    {
        var expires = lifetime is { } span ? time.GetUtcNow().Add(span).ToUnixTimeMilliseconds() : long.MaxValue;
        var json = JsonSerializer.SerializeToUtf8Bytes(content, TypeInfo<T>());
        var plain = new byte[ExpiryLength + json.Length];
        BinaryPrimitives.WriteInt64BigEndian(plain, expires);
        json.CopyTo(plain, ExpiryLength);
        return Base64Url.EncodeToString(ProtectorOf<T>().Protect(plain));
    }

    /// <summary>Opens an envelope of the given kind, or answers null: it is foreign, changed, of another kind, or expired.</summary>
    public T? Open<T>(string? text) where T : class, IEnvelope
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxSealedLength || !Base64Url.IsValid(text))
            return null;
        try
        {
            var plain = ProtectorOf<T>().Unprotect(Base64Url.DecodeFromChars(text));
            return BinaryPrimitives.ReadInt64BigEndian(plain) > time.GetUtcNow().ToUnixTimeMilliseconds()
                ? JsonSerializer.Deserialize(plain.AsSpan(ExpiryLength), TypeInfo<T>())
                : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            // Not sealed here, or sealed by a version that wrote it differently.
            return null;
        }
    }

    private IDataProtector ProtectorOf<T>() where T : IEnvelope => _protector.CreateProtector(T.Kind);

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)EnvelopeJsonContext.Default.GetTypeInfo(typeof(T))!;
}
