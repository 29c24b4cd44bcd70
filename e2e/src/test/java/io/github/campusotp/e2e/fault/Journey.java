package io.github.campusotp.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.campusotp.e2e.Person;
import io.github.campusotp.e2e.page.MenuPage;
import io.github.campusotp.e2e.page.StartPage;
import io.github.campusotp.e2e.server.Cluster;
import io.github.campusotp.e2e.server.Cluster.Node;
import io.github.campusotp.e2e.server.HttpSignOn;
import io.github.campusotp.e2e.server.OidcClient;
import io.github.campusotp.e2e.server.Walk;
import java.io.IOException;

/**
 * What people go through at a {@link Cluster}, page by page; together it is every page there is.
 */
enum Journey {
  FIRST_SIGN_ON {
    @Override
    Walk begin(Cluster cluster) throws IOException {
      return walk(cluster, cluster.people().freshman()).open(PORTAL);
    }
  },
  FORGOTTEN_PASSWORD {
    @Override
    Walk begin(Cluster cluster) throws IOException {
      Walk walk = walk(cluster, cluster.people().student()).open(PORTAL);
      return walk.open(walk.link("reset-credentials[^\"]*"));
    }
  },

  /** Left half-way and gone on with elsewhere; from its end it leads to the management site. */
  START_PROCEDURE {
    @Override
    Walk begin(Cluster cluster) throws IOException {
      Walk left = walk(cluster, cluster.people().freshman()).open(StartPage.PATH);
      left.goesTo("campus-recovery-address");
      return walk(cluster, left.person()).wishes("/key").open(StartPage.PATH);
    }
  },
  REISSUE {
    @Override
    Walk begin(Cluster cluster) throws IOException {
      return walk(cluster, cluster.people().student()).wishes("/reset/request").open(MenuPage.PATH);
    }
  },
  DELETION {
    @Override
    Walk begin(Cluster cluster) throws IOException {
      return walk(cluster, cluster.people().student()).wishes("/delete").open(MenuPage.PATH);
    }
  };

  static final String PORTAL =
      new OidcClient("omu-portal", HttpSignOn.SHIPPED_PORTAL, "").authorization();

  /** Somebody at its first page. */
  abstract Walk begin(Cluster cluster) throws IOException;

  private static Walk walk(Cluster cluster, Person person) throws IOException {
    return new Walk(cluster.browserAtHome(), cluster.mailbox(), person);
  }

  /** Somebody at its page of that number, counted from 0, which this node has shown. */
  Walk stopsAt(int page, Cluster cluster, Node node) throws IOException {
    try {
      if (page == 0) {
        cluster.sendTo(node);
      }
      Walk walk = begin(cluster);
      for (int step = 1; step <= page; step++) {
        if (step == page) {
          cluster.sendTo(node);
        }
        walk.step();
      }
      assertThat(cluster.lastServed()).isEqualTo(node);
      return walk;
    } finally {
      cluster.sendToBoth();
    }
  }
}
