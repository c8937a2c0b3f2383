using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Clients;

/// <summary>A client may be known by the address of a document, if the operator trusts its host.</summary>
public sealed class ClientDocumentTests
{
    private const string Address = "https://app.example.org/oauth/client.json";
    private const string HostedRedirect = "https://app.example.org/callback";

    private static readonly string _document = DocumentWith(_ => { });

    [Fact]
    public async Task A_client_with_a_document_on_a_trusted_host_gets_a_token_and_refreshes_it()
    {
        var documents = new DocumentServer(_document);
        await using var app = await StartAsync(documents);
        var client = McpClientDouble.Known(app, Address, HostedRedirect);

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        tokens.Status.Should().Be(HttpStatusCode.OK);
        (await client.RefreshAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);

        documents.Requests.Should().Equal([Address], "it is read once and remembered");
    }

    [Fact]
    public async Task The_consent_page_names_the_host_that_vouches_for_the_client()
    {
        await using var app = await StartAsync(new DocumentServer(_document));

        var page = await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress());

        page.Body.Should().Contain("The Document Client").And.Contain("app.example.org").And.NotContain("has not been verified");
    }

    [Theory]
    [InlineData(HostedRedirect, true)]
    [InlineData("http://127.0.0.1:9999/callback", true)]
    [InlineData(ProxyApp.HostedClient, true)]
    [InlineData("https://elsewhere.example.net/callback", false)]
    [InlineData("http://app.example.org/callback", false)]
    [InlineData("https://app.example.org:8443/callback", false)]
    [InlineData("https://app.example.org/not-in-the-document", false)]
    public async Task Only_redirect_uris_of_the_document_that_are_allowed_here_are_used(string redirectUri, bool used)
    {
        await using var app = await StartAsync(new DocumentServer(_document));

        var page = await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, redirectUri).AuthorizeAddress());

        page.Status.Should().Be(used ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("https://other.example.org/oauth/client.json")]
    [InlineData("https://sub.app.example.org/oauth/client.json")]
    [InlineData("https://app.example.org.attacker.example/client.json")]
    [InlineData("http://app.example.org/oauth/client.json")]
    [InlineData("https://app.example.org")]
    [InlineData("https://app.example.org/")]
    [InlineData("https://app.example.org:444/oauth/client.json")]
    [InlineData("https://user@app.example.org/oauth/client.json")]
    [InlineData("https://app.example.org/oauth/client.json#x")]
    [InlineData("https://app.example.org/oauth/client.json?x")]
    [InlineData("https://app.example.org/oauth/../client.json")]
    [InlineData("https://app.example.org\\@attacker.example/client.json")]
    [InlineData("HTTPS://app.example.org/oauth/client.json")]
    [InlineData("file:///etc/passwd")]
    public async Task Nothing_is_fetched_from_any_other_address(string address)
    {
        var documents = new DocumentServer(_document);
        await using var app = await StartAsync(documents);
        var client = McpClientDouble.Known(app, address, HostedRedirect);

        (await app.CreateBrowser().GetAsync(client.AuthorizeAddress())).Status.Should().Be(HttpStatusCode.BadRequest);
        (await client.RedeemAsync("x")).Error.Should().Be("invalid_client");

        documents.Requests.Should().BeEmpty();
    }

    public static TheoryData<string, string> BadDocuments => new()
    {
        { "another client_id", DocumentWith(d => d["client_id"] = "https://app.example.org/other.json") },
        { "no client_id", DocumentWith(d => d.Remove("client_id")) },
        { "no name", DocumentWith(d => d.Remove("client_name")) },
        { "no redirect URIs", DocumentWith(d => d["redirect_uris"] = new JsonArray()) },
        { "a secret", DocumentWith(d => d["client_secret"] = "x") },
        { "a confidential client", DocumentWith(d => d["token_endpoint_auth_method"] = "private_key_jwt") },
        { "another grant", DocumentWith(d => d["grant_types"] = new JsonArray("client_credentials")) },
        { "too large", _document + new string(' ', 5 * 1024) },
        { "not JSON", "<html>" },
        { "an array", "[]" },
        { "half a surrogate pair", _document.Replace("The Document Client", "\\ud800") },
    };

    [Theory]
    [MemberData(nameof(BadDocuments))]
    public async Task A_document_that_is_not_what_it_should_be_is_refused(string _, string document)
    {
        await using var app = await StartAsync(new DocumentServer(document));

        (await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress())).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Any_answer_but_the_document_is_refused(HttpStatusCode status)
    {
        var documents = new DocumentServer(_document) { Status = status };
        await using var app = await StartAsync(documents);

        (await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress())).Status.Should().Be(HttpStatusCode.BadRequest);
        documents.Requests.Should().ContainSingle("a redirect is not followed");
    }

    [Fact]
    public async Task A_document_of_another_type_is_refused()
    {
        await using var app = await StartAsync(new DocumentServer(_document) { ContentType = "text/html" });

        (await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress())).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_given_up_after_three_seconds()
    {
        var documents = new DocumentServer(_document) { Hangs = true };
        await using var app = await StartAsync(documents);

        var page = app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress());
        await documents.Asked;
        page.IsCompleted.Should().BeFalse();
        app.Time.Advance(TimeSpan.FromSeconds(3));

        (await page.WaitAsync(TimeSpan.FromMinutes(1))).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_document_is_remembered_as_long_as_its_host_says_within_limits()
    {
        var documents = new DocumentServer(_document) { MaxAge = TimeSpan.FromDays(365) };
        await using var app = await StartAsync(documents);
        var address = McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress();

        await app.CreateBrowser().GetAsync(address);
        app.Time.Advance(TimeSpan.FromMinutes(59));
        await app.CreateBrowser().GetAsync(address);
        documents.Requests.Should().HaveCount(1);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.CreateBrowser().GetAsync(address);
        documents.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_refusal_is_remembered_for_a_short_while()
    {
        var documents = new DocumentServer("<html>");
        await using var app = await StartAsync(documents);
        var address = McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress();

        await app.CreateBrowser().GetAsync(address);
        await app.CreateBrowser().GetAsync(address);
        documents.Requests.Should().HaveCount(1);
        app.Time.Advance(TimeSpan.FromSeconds(31));
        await app.CreateBrowser().GetAsync(address);
        documents.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Documents_are_advertised_unless_they_are_turned_off()
    {
        await using var with = await ProxyApp.StartAsync();
        await using var without = await ProxyApp.StartAsync(o => o.AllowClientDocuments = false);

        (await MetadataAsync(with))["client_id_metadata_document_supported"]!.GetValue<bool>().Should().BeTrue();
        (await MetadataAsync(without)).ContainsKey("client_id_metadata_document_supported").Should().BeFalse();

        static async Task<JsonObject> MetadataAsync(ProxyApp app) =>
            (await app.CreateClient().GetFromJsonAsync<JsonObject>("/.well-known/oauth-authorization-server"))!;
    }

    [Fact]
    public async Task Without_a_list_any_public_host_by_name_will_do()
    {
        var documents = new DocumentServer(_document);
        await using var app = await ProxyApp.StartAsync(documents: documents);

        (await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress())).Status.Should().Be(HttpStatusCode.OK);
        foreach (var address in new[] { "https://10.0.0.1/client.json", "https://[::1]/client.json", "https://169.254.169.254/latest" })
            (await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, address, HostedRedirect).AuthorizeAddress())).Status.Should().Be(HttpStatusCode.BadRequest);

        documents.Requests.Should().Equal(Address);
    }

    [Fact]
    public async Task Nothing_is_fetched_where_documents_are_turned_off()
    {
        var documents = new DocumentServer(_document);
        await using var app = await ProxyApp.StartAsync(o => o.AllowClientDocuments = false, documents: documents);

        (await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress())).Status.Should().Be(HttpStatusCode.BadRequest);

        documents.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Who_asks_at_the_same_time_shares_one_fetch()
    {
        var documents = new DocumentServer(_document) { Waits = true };
        await using var app = await StartAsync(documents);
        var address = McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress();

        var pages = Enumerable.Range(0, 20).Select(_ => app.CreateBrowser().GetAsync(address)).ToArray();
        await documents.Asked;
        documents.Go();

        (await Task.WhenAll(pages)).Should().OnlyContain(page => page.Status == HttpStatusCode.OK);
        documents.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Only_so_many_documents_are_fetched_at_a_time()
    {
        var documents = new DocumentServer(_document) { Waits = true };
        await using var app = await ProxyApp.StartAsync(documents: documents);
        var waiting = Enumerable.Range(0, ClientDocuments.MaxConcurrentReads)
            .Select(i => app.CreateBrowser().GetAsync(McpClientDouble.Known(app, $"https://app{i}.example.org/client.json", HostedRedirect).AuthorizeAddress())).ToArray();
        await documents.AskedTimes(ClientDocuments.MaxConcurrentReads);

        (await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress())).Status.Should().Be(HttpStatusCode.BadRequest);

        documents.Requests.Should().HaveCount(ClientDocuments.MaxConcurrentReads).And.NotContain(Address);
        documents.Go();
        await Task.WhenAll(waiting);
        (await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, HostedRedirect).AuthorizeAddress())).Status.Should().Be(HttpStatusCode.OK, "a refusal for want of room is not remembered");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9999/callback", true)]
    [InlineData(HostedRedirect, false)]
    public async Task A_client_that_answers_on_this_computer_is_warned_of(string redirectUri, bool warned)
    {
        await using var app = await StartAsync(new DocumentServer(_document));

        var page = await app.CreateBrowser().GetAsync(McpClientDouble.Known(app, Address, redirectUri).AuthorizeAddress());

        page.Body.Contains("any program here can claim to be this one", StringComparison.Ordinal).Should().Be(warned);
    }

    private static string DocumentWith(Action<JsonObject> change)
    {
        var document = new JsonObject
        {
            ["client_id"] = Address,
            ["client_name"] = "The Document Client",
            ["redirect_uris"] = new JsonArray(HostedRedirect, "http://127.0.0.1/callback", ProxyApp.HostedClient,
                "https://elsewhere.example.net/callback", "http://app.example.org/callback", "https://app.example.org:8443/callback"),
        };
        change(document);
        return document.ToJsonString();
    }

    private static Task<ProxyApp> StartAsync(DocumentServer documents) =>
        ProxyApp.StartAsync(o => o.AllowedClientHosts.Add("app.example.org"), documents: documents);

    private sealed class DocumentServer(string document) : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly TaskCompletionSource _go = new();
        private readonly SemaphoreSlim _times = new(0);

        public System.Collections.Concurrent.ConcurrentQueue<string> Requests { get; } = new();

        /// <summary>Whether answers wait for <see cref="Go"/>.</summary>
        public bool Waits { get; init; }

        public void Go() => _go.SetResult();

        public async Task AskedTimes(int times)
        {
            for (var i = 0; i < times; i++)
                (await _times.WaitAsync(TimeSpan.FromMinutes(1))).Should().BeTrue();
        }

        public Task Asked => _asked.Task;

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        public string ContentType { get; init; } = "application/json";

        public TimeSpan? MaxAge { get; init; }

        public bool Hangs { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Enqueue(request.RequestUri!.AbsoluteUri);
            _asked.TrySetResult();
            _times.Release();
            if (Waits)
                await _go.Task;
            if (Hangs)
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage(Status)
            {
                Content = new StringContent(document, Encoding.UTF8, ContentType),
                Headers = { Location = new Uri("https://app.example.org/moved.json"), CacheControl = new() { MaxAge = MaxAge } },
            };
        }
    }
}
