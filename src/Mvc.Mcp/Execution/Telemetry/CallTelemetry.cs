using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Telemetry;

/// <summary>
/// Observes calls: one span a call from the source <c>Mvc.Mcp</c>, and in the meter of the same name a counter
/// <c>mvc_mcp.calls</c> and a histogram <c>mvc_mcp.call.duration</c> in seconds.
/// </summary>
internal sealed class CallTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Mvc.Mcp";

    private static readonly ActivitySource _source = new(Name);
    private readonly Counter<long> _calls;
    private readonly Histogram<double> _duration;

    public CallTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _calls = meter.CreateCounter<long>("mvc_mcp.calls", "{call}", "Calls of generated tools and reads of generated resources.");
        _duration = meter.CreateHistogram<double>("mvc_mcp.call.duration", "s", "How long they took, from the arguments to the result.");
    }

    /// <summary>Begins to observe a call.</summary>
    public CallObservation Begin(ToolDefinition operation, RequestParams parameters)
    {
        var activity = _source.HasListeners() ? StartActivity(operation, parameters.Meta) : null;
        return new CallObservation(this, operation.Tool.Name, activity, _duration.Enabled || _calls.Enabled ? Stopwatch.GetTimestamp() : 0);
    }

    /// <summary>Notes the end of a call that began at <paramref name="started"/>.</summary>
    public void Record(string tool, string outcome, long started)
    {
        if (started == 0)
            return;
        var tags = new TagList { { "gen_ai.tool.name", tool }, { "mvc_mcp.outcome", outcome } };
        _calls.Add(1, tags);
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
    }

    private static Activity? StartActivity(ToolDefinition operation, JsonObject? meta)
    {
        var activity = _source.StartActivity($"execute_tool {operation.Tool.Name}", ActivityKind.Internal, ParentOf(meta));
        activity?.SetTag("gen_ai.tool.name", operation.Tool.Name);
        activity?.SetTag("http.request.method", operation.Request.Method);
        activity?.SetTag("http.route", operation.Request.PathTemplate);
        return activity;
    }

    // Since 2026-07-28 an MCP message carries its own trace context, which wins over that of the HTTP request. Where a
    // span of that trace is already running here, it lies between the two.
    private static ActivityContext ParentOf(JsonObject? meta)
    {
        if (Text(meta, "traceparent") is not { } traceparent ||
            !ActivityContext.TryParse(traceparent, Text(meta, "tracestate"), isRemote: true, out var sent) ||
            Activity.Current?.TraceId == sent.TraceId)
        {
            return default;
        }
        return sent;
    }

    private static string? Text(JsonObject? meta, string name) =>
        meta?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
