using ModelContextProtocol.Server;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// The collections that the SDK's servers of this application have in common: hand-written tools and resources, and with them
/// those of the default catalog's newest snapshot.
/// </summary>
internal sealed class ServerCollections
{
    private readonly List<WeakReference<ActionToolCollection>> _ofSessions = [];

    /// <summary>The tools.</summary>
    public ActionToolCollection Tools { get; } = new();

    /// <summary>The resources; null until a catalog has any: a server without resources does not claim to have them.</summary>
    public McpServerResourceCollection? Resources { get; private set; }

    /// <summary>
    /// A collection for a server whose application changes it, as <c>ConfigureSessionOptions</c> allows: it starts with
    /// what the common one has, and follows the catalog, but not the other servers.
    /// </summary>
    public ActionToolCollection CreateForSession()
    {
        var tools = Tools.Copy();
        lock (_ofSessions)
        {
            _ofSessions.RemoveAll(collection => !collection.TryGetTarget(out _));
            _ofSessions.Add(new(tools));
        }

        return tools;
    }

    /// <summary>Puts the tools and resources of the default catalog in, and lets clients claim resources if any catalog has some.</summary>
    public void Fill(CatalogSnapshot snapshot, bool withResources)
    {
        if (withResources)
            Resources ??= [];
        Replace(snapshot);
    }

    /// <summary>Puts those of a new snapshot of the default catalog in the place of the last one's. Clients are told if they see a difference.</summary>
    public void Replace(CatalogSnapshot snapshot)
    {
        foreach (var tools in AllTools())
            tools.ReplaceActionTools(snapshot.ActionTools);
        ReplaceResources(snapshot);
    }

    /// <summary>Tells clients that the tools of an endpoint's own catalog, which are in no collection, have changed.</summary>
    public void TellOfTools()
    {
        foreach (var tools in AllTools())
            tools.TellOfChange();
    }

    private ActionToolCollection[] AllTools()
    {
        lock (_ofSessions)
            return [Tools, .. _ofSessions.Select(collection => collection.TryGetTarget(out var tools) ? tools : null).OfType<ActionToolCollection>()];
    }

    private void ReplaceResources(CatalogSnapshot snapshot)
    {
        if (Resources is not { } resources)
            return;
        var before = resources.OfType<ActionResource>().ToArray();
        if (before.Select(resource => resource.ToString()).SequenceEqual(snapshot.ActionResources.Select(resource => resource.ToString())))
            return;
        // One change to clients, however many resources it is about.
        using (resources.DeferChangedEvents())
        {
            foreach (var resource in before)
                resources.Remove(resource);
            foreach (var resource in snapshot.ActionResources)
                resources.TryAdd(resource);
        }
    }
}
