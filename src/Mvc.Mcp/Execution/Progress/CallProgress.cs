using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using Mvc.Mcp.Execution.InProcess;

namespace Mvc.Mcp.Execution.Progress;

/// <summary>
/// The <see cref="IProgress{T}"/> that an action has injected: it reports to the caller of the tool call that runs at the
/// time, and to nobody outside a tool call or where the caller did not ask.
/// </summary>
internal sealed class CallProgress(IHttpContextAccessor accessor) : IProgress<ProgressNotificationValue>
{
    /// <inheritdoc />
    public void Report(ProgressNotificationValue value) =>
        _ = accessor.HttpContext?.Features.Get<IToolCallFeature>()?.Progress?.ReportAsync(value);
}
