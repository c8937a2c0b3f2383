using System.Security.Claims;

namespace Mvc.Mcp;

/// <summary>What an application that is run over standard input and output may set.</summary>
public sealed class McpStdioOptions
{
    /// <summary>
    /// Who calls. There is one caller for as long as the process runs: whoever started it. Default: nobody, so that actions
    /// that ask for authorization are refused.
    /// </summary>
    /// <remarks>
    /// An authenticated identity satisfies <c>[Authorize]</c>, its roles and its policies. It does so whatever authentication
    /// schemes they name: there is no HTTP request that a scheme could read.
    /// </remarks>
    public ClaimsPrincipal User { get; set; } = new(new ClaimsIdentity());
}
