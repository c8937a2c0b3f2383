using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.Samples;

/// <summary>A sample that runs for all tests of a class, on a database of its own.</summary>
public abstract class SampleFixture(string name) : IAsyncLifetime
{
    private readonly SampleDatabase _database = new();
    private ServerProcess? _process;

    /// <summary>Where the sample listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The endpoint that most samples map.</summary>
    public Uri Endpoint => new(Address, "/mcp");

    public virtual async Task InitializeAsync()
    {
        _process = Sample.Start(name, [_database.Argument, .. Arguments]);
        Address = await _process.ReadAddressAsync();
    }

    public virtual async Task DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _database.Dispose();
    }

    /// <summary>What the sample is started with beside its database.</summary>
    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>Waits for a line of the sample's output that matches, and gives its first group.</summary>
    protected Task<string> FindAsync(string pattern) => _process!.FindAsync(pattern);
}
