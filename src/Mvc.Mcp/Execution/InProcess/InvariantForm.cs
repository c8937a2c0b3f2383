using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Reads the form of a tool call without a culture. MVC reads forms in that of the user who filled them in; the arguments
/// of a call are JSON, whose 2.5 would be 25 to a German server.
/// </summary>
/// <remarks>It comes last, so that the form has been read, and its faults told, as over HTTP.</remarks>
internal sealed class InvariantForm : IValueProviderFactory
{
    /// <inheritdoc />
    public Task CreateValueProviderAsync(ValueProviderFactoryContext context)
    {
        var request = context.ActionContext.HttpContext.Request;
        if (request.HasFormContentType && request.HttpContext.Features.Get<IToolCallFeature>() is not null)
        {
            for (var i = 0; i < context.ValueProviders.Count; i++)
            {
                if (context.ValueProviders[i].GetType() == typeof(FormValueProvider))
                    context.ValueProviders[i] = new FormValueProvider(BindingSource.Form, request.Form, CultureInfo.InvariantCulture);
            }
        }

        return Task.CompletedTask;
    }
}
