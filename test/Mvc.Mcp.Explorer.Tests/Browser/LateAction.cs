using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>Keeps one action out of the application until it is let in, as one of a plug-in is that is loaded later.</summary>
internal sealed class LateAction(string name) : IActionDescriptorChangeProvider, IApplicationModelConvention
{
    private CancellationTokenSource _change = new();
    private bool _isIn;

    /// <summary>Lets it in, or takes it out again.</summary>
    public void Show(bool isIn)
    {
        _isIn = isIn;
        Interlocked.Exchange(ref _change, new()).Cancel();
    }

    public IChangeToken GetChangeToken() => new CancellationChangeToken(_change.Token);

    public void Apply(ApplicationModel application)
    {
        if (_isIn)
            return;
        foreach (var controller in application.Controllers)
        {
            if (controller.Actions.FirstOrDefault(action => action.ActionMethod.Name == name) is { } late)
                controller.Actions.Remove(late);
        }
    }
}
