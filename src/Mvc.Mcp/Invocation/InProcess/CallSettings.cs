using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>What the options of one MCP endpoint mean for its calls, worked out at the first of them.</summary>
internal sealed class CallSettings
{
    private CallSettings(IServiceProvider services, McpOptions options)
    {
        ForwardedHeaders = [.. options.ForwardedHeaders.Where(MayBeForwarded)];
        Pipeline = CallPipeline.Build(services, options);
    }

    /// <summary>The names of the headers that come from the caller.</summary>
    public string[] ForwardedHeaders { get; }

    /// <summary>The middleware that runs for each call.</summary>
    public RequestDelegate Pipeline { get; }

    // A header that frames the MCP message would misdescribe the call's.
    private static bool MayBeForwarded(string name) =>
        !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.KeepAlive, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Trailer, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.TE, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Upgrade, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Expect, StringComparison.OrdinalIgnoreCase);

    /// <summary>The settings of each set of options.</summary>
    internal sealed class Cache(IServiceProvider services)
    {
        private readonly ConditionalWeakTable<McpOptions, CallSettings> _settings = [];

        /// <summary>The settings of <paramref name="options"/>, always the same ones.</summary>
        public CallSettings Of(McpOptions options) => _settings.GetValue(options, created => new CallSettings(services, created));
    }
}
