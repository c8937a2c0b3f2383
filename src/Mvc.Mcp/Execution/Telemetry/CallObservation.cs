using System.Diagnostics;
using System.Globalization;

namespace Mvc.Mcp.Execution.Telemetry;

/// <summary>What is known of one call while it runs.</summary>
internal readonly struct CallObservation(CallTelemetry telemetry, string tool, Activity? activity, long started)
{
    /// <summary>Ends it with the HTTP status of the action's response.</summary>
    public void EndWithStatus(int statusCode)
    {
        activity?.SetTag("http.response.status_code", statusCode);
        End(statusCode.ToString(CultureInfo.InvariantCulture), failed: statusCode >= 400);
    }

    /// <summary>Ends it where there is no response: <c>refused</c>, <c>ended</c>, <c>cancelled</c>, <c>input_required</c>, <c>failed</c>.</summary>
    public void End(string outcome, bool failed = true)
    {
        if (activity is not null)
        {
            if (failed)
            {
                activity.SetTag("error.type", outcome);
                activity.SetStatus(ActivityStatusCode.Error);
            }

            activity.Dispose();
        }

        telemetry.Record(tool, outcome, started);
    }
}
