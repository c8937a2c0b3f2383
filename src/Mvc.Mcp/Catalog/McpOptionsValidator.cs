using System.Buffers;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Catalog;

/// <summary>Stops the start over a limit that no call could keep, naming the setting and what it may be.</summary>
internal sealed class McpOptionsValidator : IValidateOptions<McpOptions>
{
    private static readonly SearchValues<char> _tokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // What a timer can count, in whole days.
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(49);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, McpOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        Require(options.ListPageSize > 0, nameof(McpOptions.ListPageSize), options.ListPageSize, "at least 1 tool a page");
        Require(options.MaxOutputSchemaLength >= 0, nameof(McpOptions.MaxOutputSchemaLength), options.MaxOutputSchemaLength, "0 (no bound) or more");
        Require(options.ListCacheDuration >= TimeSpan.Zero, nameof(McpOptions.ListCacheDuration), options.ListCacheDuration, "zero or longer");
        Require(options.MaxResultSizeChars is null or > 0, nameof(McpOptions.MaxResultSizeChars), options.MaxResultSizeChars,
            "1 character or more, or null to leave it to the host");
        Require(options.Timeout is not { } timeout || (timeout > TimeSpan.Zero && timeout <= _longestTimer), nameof(McpOptions.Timeout), options.Timeout,
            "longer than zero and at most 49 days, or null for no limit");
        Require(options.MaxCallDepth >= 0, nameof(McpOptions.MaxCallDepth), options.MaxCallDepth, "0 (no nesting) or more");
        Require(options.MaxListeners >= 0, nameof(McpOptions.MaxListeners), options.MaxListeners, "0 (nobody may listen) or more");
        // Buffers are arrays, and arrays have this many elements at most.
        Require(options.MaxRequestBytes is > 0 and <= int.MaxValue, nameof(McpOptions.MaxRequestBytes), options.MaxRequestBytes,
            "from 1 byte to 2 GiB");
        Require(options.MaxResponseBytes is > 0 and <= int.MaxValue, nameof(McpOptions.MaxResponseBytes), options.MaxResponseBytes,
            "from 1 byte to 2 GiB");
        Require(options.OpenApi.RefreshInterval is not { } interval || (interval >= TimeSpan.FromSeconds(1) && interval <= _longestTimer),
            $"{nameof(McpOptions.OpenApi)}.{nameof(McpOpenApiOptions.RefreshInterval)}", options.OpenApi.RefreshInterval,
            "from 1 second to 49 days, or null to read the document on request only");
        Require(!options.RunThroughPipeline || options.Forwarding is null, nameof(McpOptions.RunThroughPipeline), true,
            "false where calls are forwarded (ForwardTo), as they leave this application");
        Require(!options.RunThroughPipeline || options.ConfigurePipeline is null, nameof(McpOptions.RunThroughPipeline), true,
            "false, or leave out ConfigurePipeline: the application's own pipeline has its middleware");
        foreach (var header in options.PropagatedHeaders)
        {
            Require(!string.IsNullOrEmpty(header) && !header.AsSpan().ContainsAnyExcept(_tokenCharacters),
                nameof(McpOptions.PropagatedHeaders), header, "names of HTTP headers, such as X-Tenant");
        }

        return result.Build();

        void Require(bool holds, string setting, object? value, string expected)
        {
            if (!holds)
                result.AddError($"McpOptions.{setting} is '{value}'. Set it to {expected}.", setting);
        }
    }
}
