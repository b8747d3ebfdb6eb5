package example;

import com.pulumi.Pulumi;
import com.pulumi.stytch.ConnectedApp;
import com.pulumi.stytch.ConnectedAppArgs;
import com.pulumi.stytch.enums.ClientType;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var web = new ConnectedApp("web", ConnectedAppArgs.builder()
                .clientType(ClientType.FirstParty)
                .redirectUrls("https://app.example.com/callback")
                .build());

            ctx.export("clientId", web.clientId());
            ctx.export("clientSecret", web.clientSecret());
        });
    }
}
