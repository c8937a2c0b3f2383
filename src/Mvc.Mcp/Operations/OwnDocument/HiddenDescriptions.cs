using Microsoft.AspNetCore.Mvc.ApiExplorer;

namespace Mvc.Mcp.Operations.OwnDocument;

/// <summary>
/// Keeps from the application's own document what <see cref="DescribedActionsConvention"/> had ApiExplorer describe for tools
/// alone.
/// </summary>
internal sealed class HiddenDescriptions : IApiDescriptionProvider
{
    /// <inheritdoc />
    // The last to be asked is the first to look at what all others described.
    public int Order => int.MaxValue;

    /// <inheritdoc />
    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        for (var i = context.Results.Count - 1; i >= 0; i--)
        {
            if (DescribedActionsConvention.IsForToolsAlone(context.Results[i].ActionDescriptor))
                context.Results.RemoveAt(i);
        }
    }

    /// <inheritdoc />
    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }
}
