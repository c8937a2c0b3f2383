using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Execution.Pipeline;

/// <summary>The path base with which a request came from the server, where it had one.</summary>
internal sealed record ServerPathBase(PathString Value);
