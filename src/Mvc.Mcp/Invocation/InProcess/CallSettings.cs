using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>What the options of one MCP endpoint mean for its calls, worked out at the first of them.</summary>
internal sealed class CallSettings
{
    private CallSettings(IServiceProvider services, McpOptions options)
    {
        ForwardedHeaders = CallerHeaders.AllowedBy(options);
        Pipeline = CallPipeline.Build(services, options);
    }

    /// <summary>The names of the headers that come from the caller.</summary>
    public string[] ForwardedHeaders { get; }

    /// <summary>The middleware that runs for each call.</summary>
    public RequestDelegate Pipeline { get; }

    /// <summary>The settings of each set of options.</summary>
    internal sealed class Cache(IServiceProvider services)
    {
        private readonly ConditionalWeakTable<McpOptions, CallSettings> _settings = [];

        /// <summary>The settings of <paramref name="options"/>, always the same ones.</summary>
        public CallSettings Of(McpOptions options) => _settings.GetValue(options, created => new CallSettings(services, created));
    }
}
