using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp;

/// <summary>What calls of an API that runs elsewhere identify themselves with: a fixed value, or one that is got for each call.</summary>
/// <remarks>
/// What it stands for says the security scheme of the document: a key as it is, the token of <c>Authorization: Bearer</c>, or
/// <c>user:password</c> for <c>Authorization: Basic</c>. In configuration it is a text, as in
/// <c>"OpenApi": { "Credentials": { "apiKey": "…" } }</c>. It is never listed, logged or shown to a caller.
/// </remarks>
[TypeConverter(typeof(Converter))]
public sealed class McpCredential
{
    private readonly Func<HttpContext?, CancellationToken, ValueTask<string?>> _get;

    /// <summary>A credential that is the same for each call.</summary>
    /// <param name="value">The key or token.</param>
    public McpCredential(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _get = (_, _) => new(value);
    }

    /// <summary>A credential that is got for each call.</summary>
    /// <param name="get">
    /// Gets it. Its context is that of the MCP request, whose user is the caller; null where there is none, as over standard
    /// input. Null for a call without a credential.
    /// </param>
    public McpCredential(Func<HttpContext?, CancellationToken, ValueTask<string?>> get)
    {
        ArgumentNullException.ThrowIfNull(get);
        _get = get;
    }

    /// <summary>A credential that is the same for each call.</summary>
    /// <param name="value">The key or token.</param>
    /// <returns>The credential.</returns>
    public static implicit operator McpCredential(string value) => FromString(value);

    /// <summary>A credential that is the same for each call.</summary>
    /// <param name="value">The key or token.</param>
    /// <returns>The credential.</returns>
    public static McpCredential FromString(string value) => new(value);

    /// <summary>The value for one call.</summary>
    internal ValueTask<string?> GetAsync(HttpContext? caller, CancellationToken cancellationToken) => _get(caller, cancellationToken);

    private sealed class Converter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string { Length: > 0 } text ? new McpCredential(text) : null;
    }
}
