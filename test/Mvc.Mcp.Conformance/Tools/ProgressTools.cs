using System.ComponentModel;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Conformance.Tools;

/// <summary>What tools can say while they work.</summary>
[McpServerToolType]
public sealed class ProgressTools
{
    [McpServerTool(Name = "test_tool_with_progress"), Description("Reports how far it has come.")]
    public static async Task<string> ReportAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        if (request.Params.ProgressToken is not { } token)
            return "Nobody asked for progress.";

        foreach (var percent in new[] { 0, 50, 100 })
        {
            await request.Server.NotifyProgressAsync(
                token, new ProgressNotificationValue { Progress = percent, Total = 100 }, cancellationToken: cancellationToken);
        }

        return token.ToString()!;
    }

    [McpServerTool(Name = "test_tool_with_logging"), Description("Logs what it does.")]
    public static string Log(McpServer server)
    {
        LogSteps(server);
        return "Done, and said so.";
    }

    [McpServerTool(Name = "test_logging_tool"), Description("Logs only to clients that want to read it.")]
    public static string LogIfWanted(McpServer server)
    {
        LogSteps(server);
        return "Logged, for whoever listens.";
    }

    [McpServerTool(Name = "test_streaming_elicitation"), Description("Answers without asking anything back.")]
    public static string Stream() => "Nothing but this result.";

    private static void LogSteps(McpServer server)
    {
        using var provider = server.AsClientLoggerProvider();
        var logger = provider.CreateLogger("conformance");
        logger.LogInformation("Tool execution started");
        logger.LogInformation("Tool processing data");
        logger.LogInformation("Tool execution completed");
    }
}
