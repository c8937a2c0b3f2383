using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Gives every server of the process the same prompts and resources. The official host makes options anew for each request
/// without a session; an application that adds a prompt while it runs has done so in one of them, and those who listen for
/// changes listen to one.
/// </summary>
/// <remarks>Tools are shared as well, by the collection that the catalogs fill.</remarks>
internal sealed class SharedPrimitives : IPostConfigureOptions<McpServerOptions>
{
    private McpServerPrimitiveCollection<McpServerPrompt>? _prompts;
    private McpServerResourceCollection? _resources;

    /// <inheritdoc />
    public void PostConfigure(string? name, McpServerOptions options)
    {
        options.PromptCollection = First(ref _prompts, options.PromptCollection);
        options.ResourceCollection = First(ref _resources, options.ResourceCollection);
    }

    private static T? First<T>(ref T? first, T? own)
        where T : class => Interlocked.CompareExchange(ref first, own, null) ?? own;
}
