using ModelContextProtocol.Server;

namespace Mvc.Mcp.Execution.Visibility;

/// <summary>Tells which operations a caller sees.</summary>
internal interface IToolVisibility
{
    /// <summary>Looks at operations as the caller of <paramref name="message"/>; for as long as that message is answered.</summary>
    ICallerView Of(MessageContext message, CancellationToken cancellationToken);
}
