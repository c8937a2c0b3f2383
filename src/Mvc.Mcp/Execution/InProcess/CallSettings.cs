using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>What the options of one MCP endpoint mean for its calls, worked out at the first of them.</summary>
internal sealed class CallSettings
{
    private CallSettings(CallPipeline pipeline, FormOptions forms, McpOptions options)
    {
        PropagatedHeaders = CallerHeaders.AllowedBy(options);
        FormOptions = forms;
        Pipeline = pipeline.Of(options);
    }

    /// <summary>The names of the headers that come from the caller.</summary>
    public string[] PropagatedHeaders { get; }

    /// <summary>The application's limits of forms, which a server's context factory would give to each context.</summary>
    public FormOptions FormOptions { get; }

    /// <summary>The middleware that runs for each call.</summary>
    public RequestDelegate Pipeline { get; }

    /// <summary>The settings of each set of options.</summary>
    internal sealed class Cache(CallPipeline pipeline, IOptions<FormOptions> forms)
    {
        private readonly ConditionalWeakTable<McpOptions, CallSettings> _settings = [];
        private Known? _last;

        /// <summary>The settings of <paramref name="options"/>, always the same ones.</summary>
        public CallSettings Of(McpOptions options)
        {
            // Most applications have one endpoint, and so one set of options.
            if (_last is { } last && ReferenceEquals(last.Options, options))
                return last.Settings;
            var settings = _settings.GetValue(options, created => new CallSettings(pipeline, forms.Value, created));
            _last = new Known(options, settings);
            return settings;
        }

        private sealed record Known(McpOptions Options, CallSettings Settings);
    }
}
