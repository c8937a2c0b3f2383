using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tests.Protocol.Host;

/// <summary>
/// The members of the SDK that we stand on and that it may still change. Whoever takes a new version of it looks here, at
/// the comparisons with the official host, and at <c>docs/decisions.md</c>.
/// </summary>
#pragma warning disable MCPEXP002 // They are what is looked at.
public class ExperimentalMembersTests
{
    [Fact]
    public void They_are_there_and_still_experimental()
    {
        MemberInfo[] members =
        [
            typeof(McpServer).GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, [])!,
            typeof(McpRequestFilters).GetProperty(nameof(McpRequestFilters.CallToolWithAlternateFilters))!,
            typeof(McpServerHandlers).GetProperty(nameof(McpServerHandlers.CallToolWithAlternateHandler))!,
            typeof(HttpServerTransportOptions).GetProperty(nameof(HttpServerTransportOptions.RunSessionHandler))!,
            typeof(McpRequestInvocationFilter<,>),
            typeof(ModelContextProtocol.Protocol.ResultOrAlternate<>),
        ];

        members.Should().NotContainNulls()
            .And.OnlyContain(member => member.GetCustomAttribute<ExperimentalAttribute>()!.DiagnosticId == "MCPEXP002");
    }

    [Fact]
    public void The_server_of_a_call_has_all_that_the_SDKs_servers_have()
    {
        var members = typeof(McpServer).GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .OfType<MethodInfo>().Where(method => method.IsAbstract || (method.IsVirtual && method.IsPublic && method.DeclaringType == typeof(McpServer)))
            .Select(method => method.Name);

        members.Should().BeEquivalentTo(
            "get_ClientCapabilities", "get_ClientInfo", "get_ServerOptions", "get_Services", "get_LoggingLevel", "get_IsMrtrSupported", "RunAsync",
            "get_SessionId", "get_NegotiatedProtocolVersion", "SendRequestAsync", "SendMessageAsync", "RegisterNotificationHandler", "DisposeAsync");
    }
}
