using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// Whether somebody looks at the SDK's spans or metrics, which only its sessions make. A source and an instrument of the
/// same names are listened to whenever the SDK's are.
/// </summary>
internal static class SdkTelemetry
{
    private const string Name = "Experimental.ModelContextProtocol";

    private static readonly ActivitySource _source = new(Name);
    private static readonly Histogram<double> _duration = new Meter(Name).CreateHistogram<double>("mcp.server.operation.duration", "s");

    public static bool IsObserved => _source.HasListeners() || _duration.Enabled;
}
