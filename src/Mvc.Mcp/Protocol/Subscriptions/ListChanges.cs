using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol.Subscriptions;

/// <summary>
/// The changes of a server's lists, as the notifications that announce them. Changes that come faster than a
/// client reads are announced once: it will ask for the whole list anyway.
/// </summary>
internal sealed class ListChanges : IDisposable
{
    private readonly McpServerOptions _options;
    private readonly SubscriptionsListenNotifications _granted;
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private int _toolsChanged;
    private int _promptsChanged;
    private int _resourcesChanged;

    public ListChanges(McpServerOptions options, SubscriptionsListenNotifications granted)
    {
        _options = options;
        _granted = granted;

        if (granted.ToolsListChanged is true)
            options.ToolCollection!.Changed += OnToolsChanged;
        if (granted.PromptsListChanged is true)
            options.PromptCollection!.Changed += OnPromptsChanged;
        if (granted.ResourcesListChanged is true)
            options.ResourceCollection!.Changed += OnResourcesChanged;
    }

    public async IAsyncEnumerable<string> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in _signal.Reader.ReadAllAsync(cancellationToken))
        {
            if (Interlocked.Exchange(ref _toolsChanged, 0) != 0)
                yield return NotificationMethods.ToolListChangedNotification;
            if (Interlocked.Exchange(ref _promptsChanged, 0) != 0)
                yield return NotificationMethods.PromptListChangedNotification;
            if (Interlocked.Exchange(ref _resourcesChanged, 0) != 0)
                yield return NotificationMethods.ResourceListChangedNotification;
        }
    }

    public void Dispose()
    {
        if (_granted.ToolsListChanged is true)
            _options.ToolCollection!.Changed -= OnToolsChanged;
        if (_granted.PromptsListChanged is true)
            _options.PromptCollection!.Changed -= OnPromptsChanged;
        if (_granted.ResourcesListChanged is true)
            _options.ResourceCollection!.Changed -= OnResourcesChanged;
    }

    private void OnToolsChanged(object? sender, EventArgs e) => Note(ref _toolsChanged);

    private void OnPromptsChanged(object? sender, EventArgs e) => Note(ref _promptsChanged);

    private void OnResourcesChanged(object? sender, EventArgs e) => Note(ref _resourcesChanged);

    private void Note(ref int changed)
    {
        Volatile.Write(ref changed, 1);
        _signal.Writer.TryWrite(true);
    }
}
